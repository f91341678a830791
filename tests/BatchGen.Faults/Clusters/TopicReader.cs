using System.Diagnostics;
using Confluent.Kafka;

namespace BatchGen.Faults.Clusters;

/// <summary>Reads what a cluster has: topics from their start to their end, and what a group has committed.</summary>
internal sealed class TopicReader : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IConsumer<byte[]?, byte[]?> _consumer;

    public TopicReader(ICluster cluster, string group)
    {
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig(cluster.Settings.Where(setting => !IsOfGroup(setting.Key)).ToDictionary())
        {
            // Never subscribes, so it is no member; the name lets it ask what the group has committed.
            GroupId = group,
            BootstrapServers = cluster.BootstrapServers,
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            AutoOffsetReset = AutoOffsetReset.Error,
            IsolationLevel = IsolationLevel.ReadCommitted,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
    }

    /// <summary>The records of a topic, ordered by partition and offset.</summary>
    public IReadOnlyList<ConsumeResult<byte[]?, byte[]?>> Read(string topic, int partitions)
    {
        List<ConsumeResult<byte[]?, byte[]?>> records = [];
        Dictionary<int, long> ends = Ends(topic, partitions).Where(end => end.Value > 0).ToDictionary();
        _consumer.Assign(ends.Keys.Select(partition => new TopicPartitionOffset(topic, partition, 0)));
        for (long started = Stopwatch.GetTimestamp(); ends.Count > 0;)
        {
            if (Stopwatch.GetElapsedTime(started) > ReadTimeout)
            {
                throw new TimeoutException($"{topic} was not read to its end within {ReadTimeout}.");
            }

            if (_consumer.Consume(TimeSpan.FromMilliseconds(200)) is not { } result)
            {
                continue;
            }

            if (!result.IsPartitionEOF)
            {
                records.Add(result);
            }

            if (ends.TryGetValue(result.Partition, out long end) && (result.IsPartitionEOF ? result.Offset : result.Offset + 1) >= end)
            {
                ends.Remove(result.Partition);
            }
        }

        _consumer.Unassign();
        return [.. records.OrderBy(record => record.Partition.Value).ThenBy(record => record.Offset.Value)];
    }

    /// <summary>The offset of each partition that its next record gets.</summary>
    public Dictionary<int, long> Ends(string topic, int partitions) => Enumerable.Range(0, partitions)
        .ToDictionary(partition => partition, partition => Watermarks(new TopicPartition(topic, partition)));

    /// <summary>What the group has committed; partitions without a commit are left out. Null when nobody answers just now.</summary>
    public Dictionary<int, long>? Committed(string topic, int partitions)
    {
        try
        {
            return _consumer
                .Committed([.. Enumerable.Range(0, partitions).Select(partition => new TopicPartition(topic, partition))], RequestTimeout)
                .Where(commit => commit.Offset.Value >= 0)
                .ToDictionary(commit => commit.Partition.Value, commit => commit.Offset.Value);
        }
        catch (KafkaException)
        {
            return null;
        }
    }

    public void Dispose() => _consumer.Dispose();

    private static bool IsOfGroup(string setting) =>
        setting is "group.protocol" or "session.timeout.ms" or "heartbeat.interval.ms" or "partition.assignment.strategy";

    private long Watermarks(TopicPartition place)
    {
        WatermarkOffsets watermarks = Ask(() => _consumer.QueryWatermarkOffsets(place, RequestTimeout));
        return watermarks.Low > 0
            ? throw new InvalidOperationException($"The broker has dropped the oldest {watermarks.Low} records of {place}: the schedule is too large for it.")
            : watermarks.High.Value;
    }

    /// <summary>A broker that was away a moment ago may not answer the first time.</summary>
    private static T Ask<T>(Func<T> question)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return question();
            }
            catch (KafkaException) when (Stopwatch.GetElapsedTime(started) < ReadTimeout)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
