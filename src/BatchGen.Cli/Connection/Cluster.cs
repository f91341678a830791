using BatchGen.Configuration;
using BatchGen.Runtime;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Connection;

/// <summary>
/// A cluster, asked through one consumer that belongs to no group, commits nothing and creates no topic. It reads what transactions have
/// committed, as the jobs' consumers do.
/// </summary>
internal sealed partial class Cluster : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly KafkaConnection _connection;
    private readonly ClientMessages _messages = new();
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly IAdminClient _admin;
    private IConsumer<byte[]?, byte[]?>? _uncommitted;

    private Cluster(KafkaConnection connection)
    {
        _connection = connection;
        _consumer = BuildReader(IsolationLevel.ReadCommitted);
        _admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        try
        {
            Id = ClusterIdentity.Of(_consumer.Handle, Answer(() => _admin.GetMetadata(RequestTimeout)), RequestTimeout);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The cluster's own id: the same through whichever of its brokers it is reached.</summary>
    public string Id { get; }

    /// <summary>Where it is reached, for people.</summary>
    public string BootstrapServers => _connection.BootstrapServers;

    /// <exception cref="BatchConfigurationException">The configuration names no cluster, or a key is wrong.</exception>
    /// <exception cref="TimeoutException">No broker answers.</exception>
    public static Task<Cluster> ConnectAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        // Only its part of the section: what the stores and channels of the application need is none of this tool's business.
        KafkaOptions kafka = KafkaOptions.Read(new ConfigurationReader(configuration.GetSection("Batch:Kafka")));
        return Task.Run(() => new Cluster(new KafkaConnection(new BatchOptions { Kafka = kafka })), cancellationToken);
    }

    /// <summary>The records of a range, in the order of their offsets.</summary>
    public IEnumerable<ConsumeResult<byte[]?, byte[]?>> Read(OffsetRange range, CancellationToken cancellationToken) =>
        RangeReader.Read(_consumer, range, _messages, cancellationToken);

    /// <summary>The same, with what transactions have not committed: an open one of somebody else must not hide what follows it.</summary>
    public IEnumerable<ConsumeResult<byte[]?, byte[]?>> ReadUncommitted(OffsetRange range, CancellationToken cancellationToken) =>
        RangeReader.Read(_uncommitted ??= BuildReader(IsolationLevel.ReadUncommitted), range, _messages, cancellationToken);

    /// <summary>A producer of the standard's policy (4.3), with the partitioner that the jobs' producers have under this configuration.</summary>
    public IProducer<byte[], byte[]> BuildProducer() => KafkaConnection.Build(
        new ProducerBuilder<byte[], byte[]>(_connection.Complete(KafkaProducers.StandardPolicy()))
            .SetLogHandler(_messages.OnLog)
            .SetErrorHandler(_messages.OnError)
            .Build);

    public void Dispose()
    {
        _uncommitted?.Dispose();
        _admin.Dispose();
        _consumer.Dispose();
    }

    private IConsumer<byte[]?, byte[]?> BuildReader(IsolationLevel isolation) => KafkaConnection.Build(
        new ConsumerBuilder<byte[]?, byte[]?>(_connection.Complete(new ConsumerConfig
        {
            // The client asks for a group; this one is never joined, because partitions are assigned by hand.
            GroupId = "batchgen-tool",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            AllowAutoCreateTopics = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            IsolationLevel = isolation,

            // No group, no eviction: reading waits while what was read before is sent.
            MaxPollIntervalMs = 86_400_000,
        }))
        .SetLogHandler(_messages.OnLog)
        .SetErrorHandler(_messages.OnError)
        .Build);

    private T Answer<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (KafkaException exception) when (IsAway(exception))
        {
            throw Away(exception);
        }
    }

    private static bool IsAway(KafkaException exception) =>
        exception.Error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown;

    private TimeoutException Away(KafkaException exception) =>
        new($"No broker of {BootstrapServers} answers: {_messages.Last ?? exception.Error.Reason}", exception);
}
