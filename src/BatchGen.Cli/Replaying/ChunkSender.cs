using BatchGen.Cli.Connection;
using Confluent.Kafka;

namespace BatchGen.Cli.Replaying;

/// <summary>What became of the records of one chunk.</summary>
/// <param name="Sent">Those that every in-sync replica has.</param>
/// <param name="Unknown">Those of which the client does not know.</param>
/// <param name="Failures">Why a record was not sent, or may not have been.</param>
internal sealed record ChunkOutcome(IReadOnlyList<ReplayItem> Sent, IReadOnlyList<ReplayItem> Unknown, IReadOnlyList<SendFailure> Failures);

/// <param name="Item">The record.</param>
/// <param name="Error">What the client or the broker says.</param>
internal sealed record SendFailure(ReplayItem Item, Error Error)
{
    /// <summary>Whether the broker will never take this record; others may still go.</summary>
    public bool IsPermanent => Error.Code is ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsg or ErrorCode.InvalidRecord or ErrorCode.InvalidTimestamp;
}

/// <summary>
/// Sends chunks of records, in order, with the standard's producer policy, and knows for each target partition an offset that no record of
/// the next chunk can lie before. For one thread.
/// </summary>
internal sealed class ChunkSender(Cluster cluster) : IDisposable
{
    private readonly Dictionary<string, long[]> _ends = new(StringComparer.Ordinal);
    private IProducer<byte[], byte[]>? _producer;

    /// <summary>Learns where the chunk's topics end now, as far as it is not known.</summary>
    /// <exception cref="MissingInputException">There is no such topic. It is not created: replaying into a misspelt one helps nobody.</exception>
    public async Task<IReadOnlyDictionary<string, long[]>> EndsAsync(IEnumerable<ReplayItem> chunk)
    {
        Dictionary<string, long[]> ends = new(StringComparer.Ordinal);
        foreach (string topic in chunk.Select(item => item.Topic).Distinct(StringComparer.Ordinal))
        {
            if (!_ends.TryGetValue(topic, out long[]? known))
            {
                _ends[topic] = known = await AskAsync(topic).ConfigureAwait(false);
            }

            ends[topic] = [.. known];
        }

        return ends;
    }

    /// <summary>
    /// Sends a chunk and waits until it is known of each record what became of it. That is not cancelled: it takes no longer than the
    /// client's delivery timeout (30 s).
    /// </summary>
    public async Task<ChunkOutcome> SendAsync(IReadOnlyList<ReplayItem> chunk)
    {
        IProducer<byte[], byte[]> producer = _producer ??= cluster.BuildProducer();
        DeliveryReport<byte[], byte[]>[] reports = await Task.WhenAll(chunk.Select(item => Produce(producer, item))).ConfigureAwait(false);
        List<ReplayItem> sent = [];
        List<ReplayItem> unknown = [];
        List<SendFailure> failures = [];
        for (int i = 0; i < chunk.Count; i++)
        {
            DeliveryReport<byte[], byte[]> report = reports[i];
            if (!report.Error.IsError)
            {
                sent.Add(chunk[i]);
                Reach(report.TopicPartitionOffset);
                continue;
            }

            failures.Add(new SendFailure(chunk[i], report.Error));
            if (report.Status != PersistenceStatus.NotPersisted)
            {
                unknown.Add(chunk[i]);
            }
        }

        return new ChunkOutcome(sent, unknown, failures);
    }

    public void Dispose() => _producer?.Dispose();

    private static Task<DeliveryReport<byte[], byte[]>> Produce(IProducer<byte[], byte[]> producer, ReplayItem item)
    {
        // Completed on the client's poll thread, which has to go on polling.
        TaskCompletionSource<DeliveryReport<byte[], byte[]>> delivery = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            producer.Produce(item.Topic, item.Record.ToMessage(), delivery.SetResult);
        }
        catch (ProduceException<byte[], byte[]> exception)
        {
            // The client did not take it, for example because it is larger than message.max.bytes.
            delivery.SetResult(new DeliveryReport<byte[], byte[]> { Error = exception.Error, Status = PersistenceStatus.NotPersisted });
        }

        return delivery.Task;
    }

    private async Task<long[]> AskAsync(string topic)
    {
        IReadOnlyList<TopicPartition> partitions = cluster.FindTopic(topic)
            ?? throw new MissingInputException($"There is no topic '{topic}' to send to. Create it, or name another one with --to.");
        Dictionary<TopicPartition, long> ends = await cluster.EndsAsync(partitions).ConfigureAwait(false);
        return [.. partitions.Select(partition => ends[partition])];
    }

    private void Reach(TopicPartitionOffset place)
    {
        long[] ends = _ends[place.Topic];
        if (place.Partition.Value < ends.Length)
        {
            ends[place.Partition.Value] = Math.Max(ends[place.Partition.Value], place.Offset.Value + 1);
        }
    }
}
