using System.Text;
using BatchGen.Envelopes;
using BatchGen.TestApp;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Tests.Commands;

/// <summary>A record that ends every process that handles it, with real processes that really die.</summary>
public sealed class CrashingRecordTests
{
    private const string Topic = "demo.other.v1";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Goes_to_the_dead_letter_topic_after_several_deaths_and_the_others_are_handled()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(
            new() { DefaultPartitions = 1, Topics = [Topic, $"{Topic}.dlq"], SessionTimeout = TimeSpan.FromMilliseconds(500) });
        await PublishAsync(kafka, count: 20);
        HashSet<string> handled = [];
        int deaths = 0;

        while (kafka.Topic($"{Topic}.dlq").Count == 0)
        {
            Assert.True(++deaths <= 12, $"{deaths} deaths and no dead letter; handled {string.Join(' ', handled)}");
            using AppProcess app = Consume(kafka);
            await ReadAsync(app, handled, () => kafka.Topic($"{Topic}.dlq").Count > 0 && handled.Count == 19);
        }

        EmbeddedRecord letter = Assert.Single(await kafka.Topic($"{Topic}.dlq").ReadAsync());
        Assert.Equal("items/7", letter.KeyText);
        Assert.Equal("crash", letter.HeaderText("batchgen-dlq-failure"));
        Assert.Equal("3", letter.HeaderText("batchgen-dlq-attempts"));
        Assert.Equal(19, handled.Count);
        Assert.Equal(7, deaths);
    }

    private static AppProcess Consume(EmbeddedKafka kafka) => new(
        ["consume", "consumer"],
        kafka.ClientSettings.Concat(kafka.ConsumerSettings).GroupBy(setting => setting.Key)
            .ToDictionary(settings => $"Batch__Kafka__Settings__{settings.Key}", settings => settings.Last().Value)
            .Append(new("Batch__Kafka__BootstrapServers", kafka.BootstrapServers))
            .Append(new("Batch__Consumer__CommitIntervalMs", "10"))
            .Append(new("DEMO_MODE", "dies-at:items/7"))
            .ToDictionary());

    /// <summary>Reads what the application says until it has died, or what was waited for has come.</summary>
    private static async Task ReadAsync(AppProcess app, HashSet<string> handled, Func<bool> isDone)
    {
        using CancellationTokenSource limit = new(Limit);
        while (!isDone() && await app.Error.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("handled ", StringComparison.Ordinal))
            {
                handled.Add(line["handled ".Length..]);
            }
        }
    }

    private static async Task PublishAsync(EmbeddedKafka kafka, int count)
    {
        ProducerConfig config = new(new Dictionary<string, string>(kafka.ClientSettings)) { BootstrapServers = kafka.BootstrapServers };
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(config).Build();
        for (int i = 0; i < count; i++)
        {
            Item item = new($"items/{i}", i);
            byte[] value = EnvelopeWriter.Write(
                new Envelope<Item>(Guid.CreateVersion7(), item.Id, DateTimeOffset.UnixEpoch, item), ItemJson.Default.Item);
            await producer.ProduceAsync(Topic, new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(item.Id), Value = value });
        }
    }
}
