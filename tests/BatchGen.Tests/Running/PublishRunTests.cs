using System.Diagnostics;
using System.Text;
using BatchGen.Envelopes;
using BatchGen.Runtime;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Tests.Running;

public sealed class PublishRunTests : IAsyncLifetime
{
    private EmbeddedKafka _kafka = null!;
    private Runs _runs = null!;

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(new() { Brokers = 1, Topics = [ThingPlan.Topic] });
        _runs = new Runs(_kafka);
    }

    public async ValueTask DisposeAsync()
    {
        _runs.Dispose();
        await _kafka.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_record_that_the_broker_does_not_take_is_kept_as_the_envelope_that_it_would_have_been()
    {
        Thing huge = new("things/huge", 1, new string('x', 1_200_000));
        _runs.Plan.OnExtract = (_, _) => ThingPlan.Things(3).Append(huge).ToAsyncEnumerable();
        using Activity trace = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        RunOutcome outcome = await _runs.RunAsync();
        Assert.Null(outcome.Failure);
        Assert.Equal(("partial", 3L, 1L, 2), (outcome.Stages[2].Outcome, outcome.Stages[2].RecordsProcessed, outcome.Stages[2].RecordsInFallback, outcome.Stages[2].Attempts));

        (FallbackEntry entry, byte[] payload) = Assert.Single(_runs.Fallback.Kept);
        Assert.Equal(("publish", "things/huge", ThingPlan.Topic, "exhausted"), (entry.Stage, entry.RecordId, entry.Topic, entry.FailureKind));
        Assert.Equal("things/huge"u8.ToArray(), entry.Key);
        Assert.Equal(FallbackContent.Message, entry.Content);
        FallbackHeader header = Assert.Single(entry.Headers);
        Assert.Equal(("traceparent", trace.Id), (header.Name, Encoding.ASCII.GetString(header.Value!)));
        Assert.Null(EnvelopeReader.Read(payload, ThingJson.Default.Thing, out Envelope<Thing> envelope));
        Assert.Equal((Runs.Batch, "things/huge", huge), (envelope.BatchId, envelope.RecordId, envelope.Payload));
        Assert.Equal(EnvelopeWriter.Write(envelope, ThingJson.Default.Thing), payload);
        Assert.Equal(3, (await _kafka.Topic(ThingPlan.Topic).ReadAsync()).Count);
    }

    [Fact]
    public async Task A_record_without_an_id_fails_for_good_and_alone()
    {
        _runs.Plan.OnExtract = (_, _) => ThingPlan.Things(2).Append(new Thing("", 9)).ToAsyncEnumerable();
        RunOutcome outcome = await _runs.RunAsync();
        Assert.Equal((1, 2L), (outcome.Stages[2].Attempts, outcome.Stages[2].RecordsProcessed));
        (FallbackEntry entry, _) = Assert.Single(_runs.Fallback.Kept);
        Assert.Equal(("permanent", 2L, null, FallbackContent.Record), (entry.FailureKind, entry.Ordinal!.Value, entry.RecordId, entry.Content));
    }

    [Fact]
    public async Task Only_what_was_refused_is_published_again()
    {
        _runs.Plan.OnExtract = (_, _) => ThingPlan.Things(50).ToAsyncEnumerable();
        _kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.InvalidRequiredAcks, count: 1);
        RunOutcome outcome = await _runs.RunAsync();
        Assert.True(outcome.IsComplete, outcome.Stages[2].Error);
        Assert.Equal(2, outcome.Stages[2].Attempts);
        Assert.InRange(outcome.Stages[2].RecordsRetried, 1, 50);
        Assert.Equal(50, (await _kafka.Topic(ThingPlan.Topic).ReadAsync()).Select(record => record.KeyText).Distinct().Count());
        Assert.Equal(50, _kafka.Topic(ThingPlan.Topic).Count);
    }

    [Fact]
    public async Task Everything_is_kept_when_the_broker_stays_away_also_what_no_attempt_got_to()
    {
        const int count = 10_050;
        _runs.Plan.OnExtract = (_, _) => ThingPlan.Things(count).ToAsyncEnumerable();
        _runs.Plan.Publish = _runs.Plan.Publish with { Timeout = TimeSpan.FromMilliseconds(300), Attempts = 1 };
        _runs.Plan.MessageTimeoutMs = 1_000;
        RunOutcome outcome = await _runs.RunAsync(onStage: (_, kind) =>
        {
            if (kind == StageKind.Publish)
            {
                _kafka.Faults.TakeDown();
            }
        });
        Assert.Null(outcome.Failure);
        Assert.Equal(("partial", 0L, (long)count), (outcome.Stages[2].Outcome, outcome.Stages[2].RecordsProcessed, outcome.Stages[2].RecordsInFallback));
        Assert.Equal(ThingPlan.Things(count).Select(thing => thing.Id), _runs.Fallback.Kept.Select(kept => kept.Entry.RecordId));
        Assert.All(_runs.Fallback.Kept, kept => Assert.Contains($"\"record_id\":\"{kept.Entry.RecordId}\"", Encoding.UTF8.GetString(kept.Payload), StringComparison.Ordinal));
    }
}
