using BatchGen.Runtime;
using BatchGen.Testing.Native;

namespace BatchGen.Testing;

/// <summary>
/// A Kafka cluster inside this process, on real TCP ports of the loopback interface, for tests and one developer's machine: librdkafka's
/// mock cluster, driven through the native library that Confluent.Kafka brings. Other processes can connect to it too.
/// </summary>
/// <remarks>
/// <para>What it does not prove, because it differs from Kafka:</para>
/// <list type="bullet">
/// <item>Transactions are accepted and mean nothing: aborted records are visible, producers are not fenced.</item>
/// <item>A producer that is idempotent but not transactional is not deduplicated: a lost response means a duplicate.</item>
/// <item>A partition keeps 5 MiB or 100,000 batches, then drops the oldest; see <see cref="Retention"/>.</item>
/// <item>There is no compaction, no access control, no topic configuration, no look-up of offsets by time, and static membership
/// does not spare a rebalance.</item>
/// <item>Admin calls other than metadata and <c>ListOffsets</c> fail or time out. <c>ListConsumerGroups</c>, <c>DeleteGroups</c> and
/// <c>DeleteConsumerGroupOffsets</c> end the process with a native abort: never send them here.</item>
/// </list>
/// </remarks>
public sealed class EmbeddedKafka : IEmbeddedBroker
{
    private readonly MockClusterHandle _cluster;
    private readonly EmbeddedKafkaOptions _options;
    private readonly RetentionMonitor _retention;

    private EmbeddedKafka(MockClusterHandle cluster, EmbeddedKafkaOptions options, RetentionMonitor retention)
    {
        _cluster = cluster;
        _options = options;
        _retention = retention;
        BootstrapServers = MockCluster.Bootstraps(cluster);
        ClientSettings = EmbeddedClientSettings.ForEveryClient();
        ConsumerSettings = EmbeddedClientSettings.ForConsumers(options);
        Faults = new EmbeddedKafkaFaults(cluster, options.Brokers);
    }

    /// <inheritdoc/>
    public string BootstrapServers { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> ClientSettings { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> ConsumerSettings { get; }

    /// <summary>Makes the cluster misbehave.</summary>
    public EmbeddedKafkaFaults Faults { get; }

    /// <summary>
    /// What each partition that was ever written to keeps, and whether the broker is about to drop records of it or already has. It is
    /// the broker's own account of every append: exact in bytes and batches, current by the time a producer gets its acknowledgement,
    /// and free of requests that could meet an injected fault. It does not see whether a dropped record had been consumed before.
    /// The same is logged once per partition: a warning near the limit, an error at the first dropped record.
    /// </summary>
    public IReadOnlyList<PartitionRetention> Retention => _retention.Snapshot();

    /// <summary>Starts a cluster; it accepts connections when the task ends.</summary>
    /// <param name="options">Null for the defaults of <see cref="EmbeddedKafkaOptions"/>.</param>
    /// <param name="ct">Gives up before the start.</param>
    public static Task<EmbeddedKafka> StartAsync(EmbeddedKafkaOptions? options = null, CancellationToken ct = default)
    {
        options ??= new();
        options.Validate();

        // Loading the native library and starting its threads blocks.
        return Task.Run(() => Start(options), ct);
    }

    /// <summary>Creates a topic.</summary>
    /// <param name="name">Its name; creating a topic that exists is an error.</param>
    /// <param name="partitions">Null for <see cref="EmbeddedKafkaOptions.DefaultPartitions"/>.</param>
    /// <param name="replication">Brokers that may lead a partition; capped at the number of brokers. Default all of them.</param>
    /// <exception cref="Confluent.Kafka.KafkaException">The topic exists.</exception>
    public void CreateTopic(string name, int? partitions = null, int? replication = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var count = partitions ?? _options.DefaultPartitions;
        var replicas = Math.Min(replication ?? _options.Brokers, _options.Brokers);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(partitions));
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1, nameof(replication));
        MockCluster.Check(MockClusterNative.CreateTopic(_cluster, name, count, replicas), $"create topic '{name}'");
    }

    /// <summary>A topic to read back and make assertions on; it need not exist.</summary>
    /// <param name="name">The topic's name.</param>
    public EmbeddedTopic Topic(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(this, name);
    }

    /// <summary>Ends the cluster and drops its connections and records.</summary>
    public ValueTask DisposeAsync() => new(Task.Run(_cluster.Dispose));

    private static EmbeddedKafka Start(EmbeddedKafkaOptions options)
    {
        var retention = new RetentionMonitor(options.Logger);
        var cluster = MockCluster.Start(options.Brokers, retention.Observe);
        var kafka = new EmbeddedKafka(cluster, options, retention);
        MockClusterNative.SetInitialRebalanceDelay(cluster, (int)options.GroupJoinDelay.TotalMilliseconds);
        MockClusterNative.SetConsumerGroupSessionTimeout(cluster, (int)options.SessionTimeout.TotalMilliseconds);
        MockClusterNative.SetConsumerGroupHeartbeatInterval(cluster, (int)options.HeartbeatInterval.TotalMilliseconds);
        foreach (var topic in options.Topics.Distinct(StringComparer.Ordinal))
        {
            kafka.CreateTopic(topic);
        }

        return kafka;
    }
}
