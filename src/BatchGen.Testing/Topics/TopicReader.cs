using System.Diagnostics;
using Confluent.Kafka;

namespace BatchGen.Testing;

/// <summary>One reading of a topic. Blocks: librdkafka's consumer has no asynchronous face.</summary>
internal sealed class TopicReader : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly string _topic;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;

    internal TopicReader(EmbeddedKafka kafka, string topic)
    {
        _topic = topic;
        var configuration = new ConsumerConfig(kafka.ClientSettings.Concat(kafka.ConsumerSettings).ToDictionary())
        {
            BootstrapServers = kafka.BootstrapServers,
            // Required by the client; never used, since partitions are assigned and nothing is committed.
            GroupId = "embedded-kafka-reader",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            // Skipping ahead silently would hide that the broker has dropped records.
            AutoOffsetReset = AutoOffsetReset.Error,
        };
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(configuration)
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();
    }

    public void Dispose() => _consumer.Dispose();

    /// <summary>The oldest and the next offset of every partition; none when the topic does not exist.</summary>
    internal List<OffsetRange> Ranges(CancellationToken ct)
    {
        var ranges = new List<OffsetRange>();
        foreach (var partition in Partitions())
        {
            ct.ThrowIfCancellationRequested();
            var watermarks = Answer(() => _consumer.QueryWatermarkOffsets(partition, RequestTimeout));
            if (watermarks.Low > 0)
            {
                throw new InvalidOperationException(
                    $"The embedded broker has dropped the oldest {watermarks.Low.Value} records of {partition.Topic} " +
                    $"[{partition.Partition.Value}], because a partition keeps only 5 MiB. Use more partitions or fewer records.");
            }

            ranges.Add(new(partition, watermarks.Low, watermarks.High));
        }

        return ranges;
    }

    /// <summary>Reads the given ranges in full.</summary>
    internal IReadOnlyList<EmbeddedRecord> ReadTo(List<OffsetRange> ranges, TimeSpan timeout, CancellationToken ct)
    {
        var open = ranges.Where(static range => range.High > range.Low).ToDictionary(static r => r.Partition, static r => r.High);
        var records = new List<EmbeddedRecord>();
        _consumer.Assign(open.Keys.Select(static partition => new TopicPartitionOffset(partition, 0)));
        for (var clock = Stopwatch.StartNew(); open.Count > 0;)
        {
            if (clock.Elapsed > timeout)
            {
                throw new TimeoutException($"Topic '{_topic}' was not read to its end within {timeout}; is a broker down?");
            }

            if (Next(ct) is not { } result || !open.TryGetValue(result.TopicPartition, out var high))
            {
                continue;
            }

            if (!result.IsPartitionEOF)
            {
                records.Add(EmbeddedRecord.From(result));
            }

            // An end of partition is reported with the offset that comes next.
            if ((result.IsPartitionEOF ? result.Offset : result.Offset + 1) >= high)
            {
                open.Remove(result.TopicPartition);
            }
        }

        return Ordered(records);
    }

    /// <summary>Reads until so many records came or the time is over.</summary>
    internal IReadOnlyList<EmbeddedRecord> ReadUntil(int count, TimeSpan timeout, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var ranges = Ranges(ct);
        while (ranges.Count == 0 && count > 0 && clock.Elapsed < timeout)
        {
            ct.WaitHandle.WaitOne(Step);
            ranges = Ranges(ct);
        }

        var records = new List<EmbeddedRecord>();
        _consumer.Assign(ranges.Select(static range => new TopicPartitionOffset(range.Partition, 0)));
        while (records.Count < count && clock.Elapsed < timeout)
        {
            if (Next(ct) is { IsPartitionEOF: false } result)
            {
                records.Add(EmbeddedRecord.From(result));
            }
        }

        return Ordered(records);
    }

    private ConsumeResult<byte[]?, byte[]?>? Next(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return _consumer.Consume(Step);
    }

    private List<TopicPartition> Partitions()
    {
        using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        var topic = Answer(() => admin.GetMetadata(_topic, RequestTimeout)).Topics.Single(topic => topic.Topic == _topic);
        return topic.Error.Code switch
        {
            ErrorCode.NoError => topic.Partitions.Select(partition => new TopicPartition(_topic, partition.PartitionId)).ToList(),
            ErrorCode.UnknownTopicOrPart => [],
            _ => throw new KafkaException(topic.Error),
        };
    }

    private T Answer<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (KafkaException exception) when (exception.Error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_Transport)
        {
            throw new TimeoutException($"The embedded broker did not answer about topic '{_topic}'; is it down?", exception);
        }
    }

    private static IReadOnlyList<EmbeddedRecord> Ordered(List<EmbeddedRecord> records) =>
        [.. records.OrderBy(static record => record.Partition).ThenBy(static record => record.Offset)];

    /// <summary>The records of a partition at one moment.</summary>
    internal readonly record struct OffsetRange(TopicPartition Partition, long Low, long High);
}
