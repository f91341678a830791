using System.Text;
using System.Text.Json;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Benchmarks.Sides;

/// <summary>The broker that both sides of a comparison use, and what it is filled with.</summary>
internal sealed class Broker(EmbeddedKafka kafka) : IAsyncDisposable
{
    public static readonly Guid BatchId = BatchIds.ForSlot("item-load", "bench", new DateTimeOffset(2026, 8, 22, 2, 15, 0, TimeSpan.Zero));
    public static readonly DateTimeOffset IngestedAt = new(2026, 8, 22, 2, 15, 3, 120, TimeSpan.Zero);

    public EmbeddedKafka Kafka => kafka;

    public static async Task<Broker> StartAsync() => new(await EmbeddedKafka.StartAsync());

    /// <summary>An envelope as it stands on the topic.</summary>
    public static byte[] Envelope(Item item) =>
        JsonSerializer.SerializeToUtf8Bytes(new ItemEnvelope(BatchId, item.Id, IngestedAt, item), BenchmarkJson.Default.ItemEnvelope);

    /// <summary>Creates a topic and writes the records to it, in large batches, because the broker hands out one batch per fetch.</summary>
    public void Fill(string topic, int partitions, IEnumerable<Item> items)
    {
        kafka.CreateTopic(topic, partitions);
        ProducerConfig config = new(new Dictionary<string, string>(kafka.ClientSettings))
        {
            BootstrapServers = kafka.BootstrapServers,
            Acks = Acks.All,
            EnableIdempotence = true,
            CompressionType = Confluent.Kafka.CompressionType.Zstd,
#pragma warning disable BWS4304 // The size of the batches is part of what is measured, and nobody waits for a record here.
            LingerMs = 20,
#pragma warning restore BWS4304
            QueueBufferingMaxMessages = 1_000_000,
        };
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(config).Build();
        Error? failure = null;
        foreach (Item item in items)
        {
            producer.Produce(
                topic,
                new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(item.Key), Value = Envelope(item) },
                report => failure = report.Error.IsError ? report.Error : failure);
        }

        producer.Flush();
        if (failure is not null)
        {
            throw new KafkaException(failure);
        }

        ThrowIfDropped();
    }

    /// <summary>A broker that has dropped records makes every number wrong.</summary>
    public void ThrowIfDropped()
    {
        if (kafka.Retention.FirstOrDefault(partition => partition.State == RetentionState.RecordsDropped) is { } full)
        {
            throw new InvalidOperationException(
                $"The broker has dropped {full.DroppedRecords} records of {full.Topic} [{full.Partition}]: use fewer records or more partitions.");
        }
    }

    /// <summary>Checks that a side has committed what it handled.</summary>
    public void ThrowIfNotCommitted(string topic, string group, long records)
    {
        ConsumerConfig config = new(new Dictionary<string, string>(kafka.ClientSettings)) { BootstrapServers = kafka.BootstrapServers, GroupId = group };
        using IConsumer<Ignore, Ignore> consumer = new ConsumerBuilder<Ignore, Ignore>(config).Build();
        long committed = consumer
            .Committed([.. kafka.Retention.Where(partition => partition.Topic == topic).Select(partition => new TopicPartition(topic, partition.Partition))], TimeSpan.FromSeconds(10))
            .Sum(place => Math.Max(0, place.Offset.Value));
        if (committed != records)
        {
            throw new InvalidOperationException($"Group {group} has committed {committed} of {records} records of {topic}.");
        }
    }

    public ValueTask DisposeAsync() => kafka.DisposeAsync();
}
