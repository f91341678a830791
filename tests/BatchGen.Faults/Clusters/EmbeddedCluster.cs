using BatchGen.Faults.Schedules;
using BatchGen.Testing;

namespace BatchGen.Faults.Clusters;

/// <summary>A cluster of its own in this process, for one schedule.</summary>
internal sealed class EmbeddedCluster(EmbeddedKafka kafka, IReadOnlyDictionary<string, string> settings) : ICluster
{
    /// <summary>After so long without a sign of life a member of <c>group.protocol=consumer</c> is dead. Classic members need 6 s.</summary>
    private static readonly TimeSpan QuickSession = TimeSpan.FromSeconds(2);

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
            SessionTimeout = protocol == Protocol.Consumer ? QuickSession : TimeSpan.FromSeconds(6),
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
