using System.Text;
using Confluent.Kafka;

namespace BatchGen.Testing.Tests;

public class RecordRoundTripTests : BrokerTest
{
    [Theory]
    [InlineData(Confluent.Kafka.CompressionType.None)]
    [InlineData(Confluent.Kafka.CompressionType.Zstd)]
    [InlineData(Confluent.Kafka.CompressionType.Gzip)]
    public async Task A_record_comes_back_byte_for_byte(Confluent.Kafka.CompressionType codec)
    {
        Kafka.CreateTopic("people", partitions: 3);
        using var producer = Clients.Producer(Kafka, configuration => configuration.CompressionType = codec);
        var time = new DateTimeOffset(2026, 8, 22, 2, 15, 3, 120, TimeSpan.Zero);
        byte[] binary = [0, 255, 128, 10];

        var sent = await producer.ProduceAsync(
            new TopicPartition("people", 2),
            new Message<byte[]?, byte[]?>
            {
                Key = binary,
                Value = Encoding.UTF8.GetBytes(new string('ä', 5_000)),
                Timestamp = new Timestamp(time),
                Headers = [new Header("trace", binary), new Header("trace", "second"u8.ToArray()), new Header("none", null)],
            },
            Cancellation);

        var record = Assert.Single(await Kafka.Topic("people").ReadAsync(Cancellation));
        Assert.Equal((2, sent.Offset.Value, time), (record.Partition, record.Offset, record.Timestamp));
        Assert.Equal(binary, record.Key!.Value.ToArray());
        Assert.Equal(new string('ä', 5_000), record.ValueText);
        Assert.Equal(["trace", "trace", "none"], record.Headers.Select(header => header.Name));
        Assert.Equal(binary, record.Headers[0].Value!.Value.ToArray());
        Assert.Equal("second", record.HeaderText("trace"));
        Assert.Null(record.Headers[2].Value);
    }

    [Fact]
    public async Task A_null_key_and_value_are_not_empty_ones()
    {
        using var producer = Clients.Producer(Kafka);
        await producer.ProduceAsync(new TopicPartition("t", 0), Clients.Text(null, null), Cancellation);
        await producer.ProduceAsync(new TopicPartition("t", 0), Clients.Text("", ""), Cancellation);

        var records = await Kafka.Topic("t").ReadAsync(Cancellation);

        Assert.Null(records[0].Key);
        Assert.Null(records[0].Value);
        Assert.Equal(("", ""), (records[1].KeyText, records[1].ValueText));
    }

    [Fact]
    public async Task A_topic_is_read_over_all_partitions_in_their_order()
    {
        Kafka.CreateTopic("wide", partitions: 7);
        using var producer = Clients.Producer(Kafka, configuration => configuration.LingerMs = 5);
        var sends = Enumerable.Range(0, 700)
            .Select(i => producer.ProduceAsync(new TopicPartition("wide", i % 7), Clients.Text(null, $"{i}"), Cancellation));
        await Task.WhenAll(sends);

        var records = await Kafka.Topic("wide").ReadAsync(Cancellation);

        Assert.Equal(700, Kafka.Topic("wide").Count);
        var expected = Enumerable.Range(0, 7).SelectMany(partition => Enumerable.Range(0, 100).Select(i => $"{(i * 7) + partition}"));
        Assert.Equal(expected, records.Select(record => record.ValueText));
    }
}
