using BatchGen.Configuration;
using BatchGen.Runtime;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Connection;

/// <summary>
/// A cluster, asked through one consumer that belongs to no group, commits nothing and creates no topic. It reads what transactions have
/// committed, as the jobs' consumers do.
/// </summary>
internal sealed class Cluster : IDisposable
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

    /// <summary>The partitions of a topic; null when there is no such topic.</summary>
    public IReadOnlyList<TopicPartition>? FindTopic(string topic)
    {
        TopicMetadata metadata = Answer(() => _admin.GetMetadata(topic, RequestTimeout)).Topics.Single(found => found.Topic == topic);
        return metadata.Error.Code switch
        {
            ErrorCode.NoError => [.. metadata.Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId)).OrderBy(place => place.Partition.Value)],
            ErrorCode.UnknownTopicOrPart => null,
            _ => throw new KafkaException(metadata.Error),
        };
    }

    /// <summary>The oldest record and the end of each partition at this moment.</summary>
    public async Task<IReadOnlyList<OffsetRange>> RangesAsync(IReadOnlyCollection<TopicPartition> partitions)
    {
        Dictionary<TopicPartition, long> starts = await OffsetsAsync(partitions, OffsetSpec.Earliest()).ConfigureAwait(false);
        Dictionary<TopicPartition, long> ends = await OffsetsAsync(partitions, OffsetSpec.Latest()).ConfigureAwait(false);
        return [.. partitions.Select(partition => new OffsetRange(partition, starts[partition], ends[partition]))];
    }

    /// <summary>Where each partition ends at this moment.</summary>
    public Task<Dictionary<TopicPartition, long>> EndsAsync(IReadOnlyCollection<TopicPartition> partitions) => OffsetsAsync(partitions, OffsetSpec.Latest());

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

    /// <summary>Deletes the records before an offset of each partition.</summary>
    /// <exception cref="TimeoutException">The cluster does not do it: an embedded broker never does.</exception>
    /// <exception cref="KafkaException">The cluster refuses, for example for want of the permission Delete on the topic.</exception>
    public async Task<List<DeleteRecordsResult>> DeleteRecordsAsync(IEnumerable<TopicPartitionOffset> before, TimeSpan timeout)
    {
        try
        {
            return await _admin.DeleteRecordsAsync(before, new DeleteRecordsOptions { RequestTimeout = timeout, OperationTimeout = timeout }).ConfigureAwait(false);
        }
        catch (KafkaException exception)
        {
            Error error = exception is DeleteRecordsException each ? each.Results.Select(result => result.Error).First(error => error.IsError) : exception.Error;
            throw error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_UnsupportedFeature
                ? new TimeoutException(
                    $"The cluster does not delete records ({error.Reason}). An embedded broker cannot; a cluster has to be Kafka 0.11 or newer, and "
                    + $"to answer within {timeout.TotalSeconds:0.#} s.",
                    exception)
                : new KafkaException(error, exception);
        }
    }

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

    private async Task<Dictionary<TopicPartition, long>> OffsetsAsync(IReadOnlyCollection<TopicPartition> partitions, OffsetSpec spec)
    {
        if (partitions.Count == 0)
        {
            return [];
        }

        try
        {
            ListOffsetsResult answer = await _admin.ListOffsetsAsync(
                partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = spec }),
                new ListOffsetsOptions { RequestTimeout = RequestTimeout }).ConfigureAwait(false);
            return answer.ResultInfos.ToDictionary(info => info.TopicPartitionOffsetError.TopicPartition, info => info.TopicPartitionOffsetError.Offset.Value);
        }
        catch (ListOffsetsException exception)
        {
            throw new KafkaException(exception.Result.ResultInfos.Select(info => info.TopicPartitionOffsetError.Error).First(error => error.IsError));
        }
        catch (KafkaException exception) when (IsAway(exception))
        {
            throw Away(exception);
        }
    }

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
