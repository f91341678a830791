using System.Text;
using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.Engine.Tests;

/// <summary>What only a real cluster can show of a transactional load stage: that its output and its offsets are one.</summary>
public sealed class OutsideTransactionTests
{
    private const int Count = 500;

    private readonly string _topic = $"work.outside{Guid.NewGuid():N}.v1";
    private readonly string _next = $"work.next{Guid.NewGuid():N}.v1";

    [Fact]
    public async Task Each_output_is_read_once_although_consumers_come_and_go_and_handlers_fail()
    {
        await using OutsideBroker kafka = OutsideBroker.Require();
        await kafka.CreateTopicsAsync(_topic, $"{_topic}.dlq", _next);
        await PublishAsync(kafka);
        int calls = 0;

        for (int i = 0; i < 4; i++)
        {
            await using Engine early = NewEngine(kafka, () => Interlocked.Increment(ref calls) % 7 == 0);
            await early.StartAsync();
            await Wait.UntilAsync(() => early.Statistics.Processed >= 50 || Volatile.Read(ref calls) >= Count);
            await early.StopAsync();
        }

        await using Engine last = NewEngine(kafka, () => false);
        await last.StartAsync();
        await Wait.UntilAsync(() => kafka.ReadCommitted(_next).Count >= Count);
        await last.StopAsync();

        Assert.Equal(
            Enumerable.Range(0, Count).Select(i => $"w{i}").Order(StringComparer.Ordinal), kafka.ReadCommitted(_next).Order(StringComparer.Ordinal));
    }

    private Engine NewEngine(OutsideBroker kafka, Func<bool> fails)
    {
        Engine engine = new(kafka);
        engine.Stage = engine.Stage with
        {
            Topic = _topic,
            Group = $"{_topic}.load",
            DeadLetterTopic = $"{_topic}.dlq",
            Transactional = true,
            Attempts = 20,
        };
        engine.Handler = async (record, _, ct) =>
        {
            await PublishScope.Current.SendAsync(_next, record.RecordId, record.RecordId, record.Payload, WorkJson.Default.Work, ct);
            if (fails())
            {
                throw new InvalidOperationException("now and then");
            }
        };
        return engine;
    }

    private async Task PublishAsync(OutsideBroker kafka)
    {
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig { BootstrapServers = kafka.BootstrapServers, Acks = Acks.All, EnableIdempotence = true }).Build();
        await Task.WhenAll(EngineTest.Works(Count).Select(work => producer.ProduceAsync(
            _topic, new() { Key = Encoding.UTF8.GetBytes(work.Id), Value = EngineTest.EnvelopeOf(work) })));
    }
}
