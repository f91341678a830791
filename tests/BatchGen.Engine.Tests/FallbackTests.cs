using System.Text;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Engine.Tests;

public sealed class FallbackTests : EngineTest
{
    [Fact]
    public async Task What_the_dead_letter_topic_does_not_take_goes_to_the_fallback_store_with_all_that_a_replay_needs()
    {
        byte[] value = EnvelopeOf(new Work("bad", 1));
        await ProduceAsync(1, "bad"u8.ToArray(), value, new Headers { { "h", [5] } });
        await ProduceAsync(1, null, null);
        await PublishAsync(Works(10), partition: 1);
        RefuseDeadLetters();
        Engine engine = await StartEngineAsync(engine => engine.Handler = (record, _, _) => FailBad(record));
        await Wait.UntilAsync(() => engine.Statistics is { FellBack: 2, Processed: 10 });

        (FallbackEntry entry, byte[] payload) = engine.Fallback.Kept.Single(kept => kept.Entry.RecordId == "bad");
        Assert.Equal(value, payload);
        Assert.Equal(
            ("work", "load", Batch, Topic, 1, 0L, "work.load", 3, "exhausted", "poison"),
            (entry.Job, entry.Stage, entry.BatchId, entry.Topic, entry.Partition, entry.Offset, entry.Group, entry.Attempts, entry.FailureKind, entry.Message));
        Assert.Equal("bad", Encoding.UTF8.GetString(entry.Key!));
        Assert.Equal(("h", 5), (entry.Headers.Single().Name, entry.Headers.Single().Value!.Single()));
        Assert.False(entry.ValueIsNull);

        (entry, payload) = engine.Fallback.Kept.Single(kept => kept.Entry.RecordId is null);
        Assert.True(entry is { ValueIsNull: true, Key: null, FailureKind: "unreadable", Offset: 1 });
        Assert.Empty(payload);
        await CommittedToTheEndAsync();
    }

    [Fact]
    public async Task A_partition_stands_while_nobody_takes_its_record_and_goes_on_when_somebody_does()
    {
        Engine engine = NewEngine(engine =>
        {
            engine.Handler = (record, _, _) => FailBad(record);
            engine.BackoffScale = 0.01;
            engine.Fallback.IsAway = true;
        });
        await PublishAsync([new Work("before", 0), new Work("bad", 1), new Work("behind", 2)], partition: 0);
        RefuseDeadLetters();
        await engine.StartAsync();
        await Wait.UntilAsync(() => Volatile.Read(ref engine.Fallback.Refused) >= 3);
        Assert.Contains($"{Topic}[0] stands at offset 1", engine.Alerts.Raised.Single(), StringComparison.Ordinal);

        Kafka.Faults.ClearRequestErrors(KafkaApi.Produce);
        await PublishAsync(Works(20, from: 100), partition: 1);
        await PublishAsync(Works(20, from: 200), partition: 0);
        RefuseDeadLetters();
        await Wait.UntilAsync(() => engine.Handled.Count(record => record.Partition == 1) == 20);
        await Wait.UntilAsync(() => Committed()[1] == 20);
        Assert.Equal(1, Committed()[0]);
        Assert.DoesNotContain(engine.Handled, record => record.Payload.Number >= 200);
        Assert.Equal((0, 0), (engine.Statistics.FellBack, engine.Statistics.DeadLettered));

        engine.Fallback.IsAway = false;
        await Wait.UntilAsync(() => engine.Statistics is { FellBack: 1, Processed: 42 });
        await CommittedToTheEndAsync();
        Assert.Single(engine.Fallback.Kept);
    }

    [Fact]
    public async Task A_record_that_nobody_takes_does_not_keep_the_consumer_from_stopping_and_comes_again()
    {
        Engine first = NewEngine(engine =>
        {
            engine.Handler = (record, _, _) => FailBad(record);
            engine.Fallback.IsAway = true;
        });
        await PublishAsync([new Work("bad", 1)], partition: 0);
        RefuseDeadLetters();
        await first.StartAsync();
        await Wait.UntilAsync(() => !first.Alerts.Raised.IsEmpty);
        await first.StopAsync();
        Assert.Equal(0, Committed()[0]);
        Kafka.Faults.ClearRequestErrors(KafkaApi.Produce);
        await StartEngineAsync(engine => engine.Handler = (record, _, _) => FailBad(record));
        Assert.Single(await Kafka.Topic(DeadLetterTopic).WaitForAsync(1));
    }

    private static ValueTask FailBad(BatchRecord<Work> record) => record.Payload.Id == "bad" ? throw new InvalidOperationException("poison") : default;

    /// <summary>The broker takes nothing from now on; what a test publishes must be there already.</summary>
    private void RefuseDeadLetters() => Kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, count: 10_000);
}
