using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BatchGen.Testing;

/// <summary>How <see cref="EmbeddedKafka"/> starts.</summary>
public sealed record EmbeddedKafkaOptions
{
    /// <summary>How many brokers the cluster has; their ids are 1 to this number. Default 3, so that brokers can fail and leaders move.</summary>
    public int Brokers { get; init; } = 3;

    /// <summary>
    /// Partitions of a topic that is created without a count, here or by <see cref="EmbeddedKafka.CreateTopic"/>. Default 4, which is also
    /// what a topic gets that a client creates by using it; that number cannot be changed.
    /// </summary>
    public int DefaultPartitions { get; init; } = 4;

    /// <summary>Topics to create at the start with <see cref="DefaultPartitions"/>. None by default.</summary>
    public IReadOnlyCollection<string> Topics { get; init; } = [];

    /// <summary>
    /// The group protocol that <see cref="EmbeddedKafka.ConsumerSettings"/> ask for. Default <see cref="GroupProtocol.Consumer"/>, with which
    /// a group settles in about 0.1 s after each change; a classic group on this broker takes <see cref="SessionTimeout"/> less one
    /// second for every change but the first join, and refuses commits meanwhile.
    /// </summary>
    public GroupProtocol GroupProtocol { get; init; } = GroupProtocol.Consumer;

    /// <summary>
    /// How long a classic consumer group waits for further members before its first assignment. Default zero; Kafka's own is 3 s.
    /// </summary>
    public TimeSpan GroupJoinDelay { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// After how long without a heartbeat a member of either group protocol is taken for dead. Default 6 s, which is also the least a
    /// classic group accepts on a Kafka broker of default configuration.
    /// </summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How often a member of either group protocol sends a heartbeat, and so learns of a rebalance. Default 100 ms.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes what the broker has to say: warnings of librdkafka, and of retention. Default: nobody.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Brokers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DefaultPartitions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(GroupJoinDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SessionTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HeartbeatInterval, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(Topics);
        ArgumentNullException.ThrowIfNull(Logger);
    }
}
