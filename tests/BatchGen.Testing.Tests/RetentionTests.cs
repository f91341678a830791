using BatchGen.Testing.Native;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Testing.Tests;

public class RetentionTests
{
    private const int RecordBytes = 100_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partition_is_reported_before_it_drops_records_and_when_it_has()
    {
        var log = new CollectingLogger();
        await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Logger = log }, Cancellation);
        using var producer = Clients.Producer(kafka);

        // 5 MiB are 52.4 records of 100 kB, and 80 % of that 41.9.
        await WriteAsync(producer, 41);
        Assert.Equal(RetentionState.Safe, Assert.Single(kafka.Retention).State);
        Assert.Empty(log.Entries);

        await WriteAsync(producer, 1);
        var near = Assert.Single(kafka.Retention);
        Assert.Equal((RetentionState.NearLimit, 0L, 42L), (near.State, near.DroppedRecords, near.NextOffset));
        Assert.InRange(near.RetainedBytes, 42 * RecordBytes, 42 * (RecordBytes + 100));
        Assert.Equal(LogLevel.Warning, Assert.Single(log.Entries).Level);

        await WriteAsync(producer, 18);
        var dropped = Assert.Single(kafka.Retention);
        Assert.Equal((RetentionState.RecordsDropped, 8L, 60L), (dropped.State, dropped.DroppedRecords, dropped.NextOffset));
        Assert.InRange(dropped.RetainedBytes, PartitionRetention.MaxBytes - RecordBytes - 100, PartitionRetention.MaxBytes);
        Assert.Equal([LogLevel.Warning, LogLevel.Error], log.Entries.Select(entry => entry.Level));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => kafka.Topic("big").ReadAsync(Cancellation));
        Assert.Contains("dropped the oldest 8 records of big [0]", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_are_counted_as_sent_and_batches_not_records()
    {
        await using var kafka = await EmbeddedKafka.StartAsync(ct: Cancellation);
        using var producer = Clients.Producer(kafka, configuration =>
        {
            configuration.CompressionType = Confluent.Kafka.CompressionType.Zstd;
            configuration.LingerMs = 1_000;
        });

        var sends = Enumerable.Range(0, 20).Select(_ => producer.ProduceAsync(Partition, Zeros(), Cancellation)).ToList();
        producer.Flush(Cancellation);
        await Task.WhenAll(sends);

        var partition = Assert.Single(kafka.Retention);
        Assert.Equal(20, partition.NextOffset);
        Assert.InRange(partition.RetainedBatches, 1, 5);
        Assert.InRange(partition.RetainedBytes, 1, RecordBytes);
    }

    [Fact]
    public void A_line_that_reads_differently_is_reported_as_not_watched()
    {
        var log = new CollectingLogger();
        var monitor = new RetentionMonitor(log);

        monitor.Observe(7, "Broker 1: Log append t [0] some records"u8);
        monitor.Observe(7, "Broker 1: Log append t [0] failed: PID mismatch"u8);
        monitor.Observe(7, "Broker 1: Received ProduceRequestV7"u8);

        Assert.Contains("retention is not watched", Assert.Single(log.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_read_field_by_field()
    {
        var append = LogAppend.Parse(
            "Broker 2: Log append a.b-c_d [17] 3 messages, 271 bytes at offset 9 (log now 4..12, original start 2)"u8);

        Assert.Equal(new LogAppend("a.b-c_d", 17, 271, 9, 4, 12), append);
    }

    private static TopicPartition Partition => new("big", 0);

    private static Message<byte[]?, byte[]?> Zeros() => new() { Value = new byte[RecordBytes] };

    private static async Task WriteAsync(IProducer<byte[]?, byte[]?> producer, int records)
    {
        for (var i = 0; i < records; i++)
        {
            await producer.ProduceAsync(Partition, Zeros(), Cancellation);
        }
    }

    private sealed class CollectingLogger : ILogger
    {
        private readonly List<(LogLevel Level, string Text)> _entries = [];

        internal List<(LogLevel Level, string Text)> Entries
        {
            get
            {
                lock (_entries)
                {
                    return [.. _entries];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_entries)
            {
                _entries.Add((logLevel, formatter(state, exception)));
            }
        }
    }
}
