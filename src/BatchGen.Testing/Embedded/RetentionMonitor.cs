using System.Collections.Concurrent;
using System.Text;
using BatchGen.Testing.Native;
using Microsoft.Extensions.Logging;

namespace BatchGen.Testing;

/// <summary>
/// Follows what the broker keeps of each partition, from the line it writes for every append. Watching through a client would see only
/// offsets, not bytes, and its requests would take the errors that a test injects for its own clients.
/// </summary>
internal sealed partial class RetentionMonitor(ILogger logger)
{
    private const int Warning = 4;

    private readonly ConcurrentDictionary<(string Topic, int Partition), PartitionLog> _partitions = new();

    /// <summary>A line of the broker; comes from its one thread.</summary>
    internal void Observe(int level, ReadOnlySpan<byte> line)
    {
        try
        {
            if (LogAppend.IsOne(line))
            {
                Append(LogAppend.Parse(line));
            }
            else if (level <= Warning)
            {
                LogBroker(logger, Encoding.UTF8.GetString(line));
            }
        }
        catch (Exception exception)
        {
            // An exception must not reach the native caller. Another version of librdkafka may word its lines differently.
            LogNotUnderstood(logger, Encoding.UTF8.GetString(line), exception);
        }
    }

    internal IReadOnlyList<PartitionRetention> Snapshot() =>
        [.. _partitions.Values.Select(static log => log.Current).OrderBy(static r => r.Topic, StringComparer.Ordinal)
            .ThenBy(static r => r.Partition)];

    private void Append(in LogAppend append)
    {
        var key = (append.Topic, append.Partition);
        var log = _partitions.GetOrAdd(key, static key => new PartitionLog(key.Topic, key.Partition));
        var before = log.Current.State;
        var after = log.Append(append).State;
        if (after == before)
        {
            return;
        }

        if (after == RetentionState.RecordsDropped)
        {
            LogDropped(logger, append.Topic, append.Partition, log.Current.DroppedRecords);
        }
        else if (after == RetentionState.NearLimit)
        {
            LogNearLimit(logger, append.Topic, append.Partition, log.Current.RetainedBytes, log.Current.RetainedBatches);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Embedded Kafka: partition {Partition} of {Topic} keeps {Bytes} bytes in {Batches} batches and will soon drop its oldest " +
        "records: the limit is 5 MiB or 100,000 batches. Use more partitions, fewer records or an outside broker")]
    private static partial void LogNearLimit(ILogger logger, string topic, int partition, long bytes, int batches);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Embedded Kafka: partition {Partition} of {Topic} has dropped its oldest {Records} records, more than 5 MiB were written. " +
        "Whatever is counted from here on is wrong")]
    private static partial void LogDropped(ILogger logger, string topic, int partition, long records);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Embedded Kafka: {Line}")]
    private static partial void LogBroker(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "Embedded Kafka: retention is not watched, the broker's line is unknown: {Line}")]
    private static partial void LogNotUnderstood(ILogger logger, string line, Exception exception);

    private sealed class PartitionLog(string topic, int partition)
    {
        private readonly Queue<(long FirstOffset, int Bytes)> _batches = new();
        private long _bytes;

        // Replaced as a whole, so that readers on other threads see one moment.
        internal PartitionRetention Current { get; private set; } = new(topic, partition, 0, 0, 0, 0);

        internal PartitionRetention Append(in LogAppend append)
        {
            while (_batches.TryPeek(out var oldest) && oldest.FirstOffset < append.LogStart)
            {
                _bytes -= _batches.Dequeue().Bytes;
            }

            _batches.Enqueue((append.Offset, append.Bytes));
            _bytes += append.Bytes;
            return Current = Current with
            {
                RetainedBytes = _bytes,
                RetainedBatches = _batches.Count,
                FirstOffset = append.LogStart,
                NextOffset = append.LogEnd,
            };
        }
    }
}
