using BatchGen.Faults.Schedules;
using BatchGen.Testing;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace BatchGen.Faults.Clusters;

/// <summary>A real cluster: each schedule has topics and groups of its own there, and deletes its topics at the end.</summary>
internal sealed class OutsideCluster : ICluster
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    private readonly IAdminClient _admin;
    private readonly List<string> _topics = [];

    public OutsideCluster(string bootstrapServers, Protocol protocol, string suffix)
    {
        BootstrapServers = bootstrapServers;
        Suffix = suffix;
        Settings = protocol switch
        {
            Protocol.Consumer => new() { ["group.protocol"] = "consumer" },
            Protocol.Cooperative => new() { ["group.protocol"] = "classic", ["session.timeout.ms"] = "6000", ["heartbeat.interval.ms"] = "500" },
            _ => new Dictionary<string, string>
            {
                ["group.protocol"] = "classic",
                ["session.timeout.ms"] = "6000",
                ["heartbeat.interval.ms"] = "500",
                ["partition.assignment.strategy"] = "range",
            },
        };
        _admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrapServers }).Build();
    }

    public string BootstrapServers { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    public string Suffix { get; }

    public EmbeddedKafkaFaults? Faults => null;

    public async Task CreateTopicAsync(string name, int partitions)
    {
        await _admin.CreateTopicsAsync(
            [new TopicSpecification { Name = name, NumPartitions = partitions }], new CreateTopicsOptions { RequestTimeout = RequestTimeout });
        _topics.Add(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_topics.Count > 0)
        {
            await _admin.DeleteTopicsAsync(_topics, new DeleteTopicsOptions { RequestTimeout = RequestTimeout });
        }

        _admin.Dispose();
    }
}
