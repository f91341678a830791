using BatchGen.Testing;

namespace BatchGen.Faults.Clusters;

/// <summary>The brokers of one schedule.</summary>
internal interface ICluster : IAsyncDisposable
{
    string BootstrapServers { get; }

    /// <summary>What every client is told beside the servers.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Put behind the names of topics and groups.</summary>
    string Suffix { get; }

    /// <summary>Makes it misbehave; null when it cannot be told to.</summary>
    EmbeddedKafkaFaults? Faults { get; }

    Task CreateTopicAsync(string name, int partitions);
}
