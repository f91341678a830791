using BatchGen.Faults.Schedules;
using BatchGen.Testing;

namespace BatchGen.Faults.Clusters;

/// <summary>A cluster of its own in this process, for one schedule.</summary>
internal sealed class EmbeddedCluster(EmbeddedKafka kafka, IReadOnlyDictionary<string, string> settings) : ICluster
{
    /// <summary>
    /// After so long without a sign of life a member is dead. A classic rebalance on this broker takes a second less than this, and every
    /// kill means one; a real broker would not accept less than 6 s.
    /// </summary>
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(2.5);

    public string BootstrapServers => kafka.BootstrapServers;

    public IReadOnlyDictionary<string, string> Settings => settings;

    public string Suffix => "";

    public EmbeddedKafkaFaults? Faults => kafka.Faults;

    public static async Task<EmbeddedCluster> StartAsync(Protocol protocol)
    {
        EmbeddedKafkaOptions options = new()
        {
            Brokers = ScheduleGenerator.Brokers,
            GroupProtocol = protocol == Protocol.Consumer ? Confluent.Kafka.GroupProtocol.Consumer : Confluent.Kafka.GroupProtocol.Classic,
            SessionTimeout = Session,
        };
        EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(options);
        Dictionary<string, string> settings = new(kafka.ClientSettings.Concat(kafka.ConsumerSettings))
        {
            // A response that is lost is noticed after this; the default is a minute.
            ["socket.timeout.ms"] = "3000",
        };
        if (protocol == Protocol.Range)
        {
            settings["partition.assignment.strategy"] = "range";
        }

        return new EmbeddedCluster(kafka, settings);
    }

    public Task CreateTopicAsync(string name, int partitions)
    {
        kafka.CreateTopic(name, partitions);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => kafka.DisposeAsync();
}
