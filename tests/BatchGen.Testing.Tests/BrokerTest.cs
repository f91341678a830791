namespace BatchGen.Testing.Tests;

/// <summary>A test with a broker of its own.</summary>
public abstract class BrokerTest : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected EmbeddedKafka Kafka { get; private set; } = null!;

    protected EmbeddedKafkaFaults Faults => Kafka.Faults;

    public async ValueTask InitializeAsync() => Kafka = await EmbeddedKafka.StartAsync(ct: Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Kafka.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A topic of one partition that a known broker leads.</summary>
    protected void CreateTopicOn(string topic, int broker)
    {
        Kafka.CreateTopic(topic, partitions: 1);
        Faults.MoveLeader(topic, 0, broker);
    }
}
