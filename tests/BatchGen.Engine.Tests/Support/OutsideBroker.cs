using BatchGen.Runtime;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace BatchGen.Engine.Tests;

/// <summary>A real cluster, named by an environment variable, for what the embedded broker cannot show.</summary>
internal sealed class OutsideBroker : IEmbeddedBroker
{
    public const string Variable = "BATCHGEN_TEST_BOOTSTRAP_SERVERS";

    private OutsideBroker(string bootstrapServers) => BootstrapServers = bootstrapServers;

    public string BootstrapServers { get; }

    public IReadOnlyDictionary<string, string> ClientSettings { get; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> ConsumerSettings { get; } = new Dictionary<string, string> { ["session.timeout.ms"] = "6000" };

    /// <summary>Skips the test, by name, where no cluster is named.</summary>
    public static OutsideBroker Require()
    {
        string? servers = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(servers), $"needs a real Kafka cluster: set {Variable} to its host:port");
        return new OutsideBroker(servers!);
    }

    public async Task CreateTopicsAsync(params IEnumerable<string> topics)
    {
        using IAdminClient admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = BootstrapServers }).Build();
        await admin.CreateTopicsAsync(topics.Select(topic => new TopicSpecification { Name = topic, NumPartitions = 4 }));
    }

    /// <summary>The keys of the committed records of a topic, from its start to its end.</summary>
    public List<string> ReadCommitted(string topic)
    {
        ConsumerConfig config = new()
        {
            BootstrapServers = BootstrapServers,
            GroupId = $"reader-{Guid.NewGuid():N}",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnablePartitionEof = true,
            EnableAutoCommit = false,
        };
        using IConsumer<string, byte[]> consumer = new ConsumerBuilder<string, byte[]>(config).Build();
        consumer.Assign(Enumerable.Range(0, 4).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        List<string> keys = [];
        for (int ends = 0; ends < 4;)
        {
            ConsumeResult<string, byte[]>? result = consumer.Consume(Wait.Limit);
            Assert.NotNull(result);
            ends += result.IsPartitionEOF ? 1 : 0;
            if (!result.IsPartitionEOF)
            {
                keys.Add(result.Message.Key);
            }
        }

        consumer.Close();
        return keys;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
