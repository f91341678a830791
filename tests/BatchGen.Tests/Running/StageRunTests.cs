using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using BatchGen.Runtime;
using BatchGen.Testing;

namespace BatchGen.Tests.Running;

public sealed class StageRunTests : IAsyncLifetime
{
    private EmbeddedKafka _kafka = null!;
    private Runs _runs = null!;

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(new() { Topics = [ThingPlan.Topic] });
        _runs = new Runs(_kafka);
    }

    public async ValueTask DisposeAsync()
    {
        _runs.Dispose();
        await _kafka.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_extract_attempt_that_fails_half_way_leaves_nothing()
    {
        int attempts = 0;
        _runs.Plan.OnExtract = (_, _) => ++attempts < 3 ? FailBehind(ThingPlan.Things(4)) : ThingPlan.Things(2).ToAsyncEnumerable();
        RunOutcome outcome = await _runs.RunAsync();
        Assert.True(outcome.IsComplete);
        Assert.Equal((3, 2L, 2L), (outcome.Stages[0].Attempts, outcome.Stages[0].RecordsRead, outcome.Stages[0].RecordsProcessed));
        Assert.Equal(["things/1", "things/2"], await KeysAsync());
        Assert.Empty(_runs.Files);
    }

    [Fact]
    public async Task An_extract_that_never_succeeds_ends_the_run_and_is_noted_and_told()
    {
        _runs.Plan.OnExtract = (_, _) => FailBehind(ThingPlan.Things(4));
        RunOutcome outcome = await _runs.RunAsync();
        Assert.IsType<IOException>(outcome.Failure);
        Assert.Equal(ExitCodes.TemporaryFailure, ExitCodes.Of(outcome.Failure));
        StageResult extract = Assert.Single(outcome.Stages);
        Assert.Equal(("failed", 3), (extract.Outcome, extract.Attempts));
        (FallbackEntry entry, byte[] payload) = Assert.Single(_runs.Fallback.Kept);
        Assert.Equal(("extract", Runs.Batch, null, 3, "exhausted"), (entry.Stage, entry.BatchId, entry.RecordId, entry.Attempts, entry.FailureKind));
        Assert.Empty(payload);
        Assert.Contains("Extract of batch", Assert.Single(_runs.Alerts.Raised), StringComparison.Ordinal);
        Assert.Equal(["extract.result.json"], _runs.Files.Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_transform_attempt_takes_only_what_no_earlier_one_has_done()
    {
        ConcurrentDictionary<string, int> calls = new();
        _runs.Plan.OnTransform = (thing, batch, _) => Calls(thing, batch);
        RunOutcome outcome = await _runs.RunAsync();
        Assert.True(outcome.IsComplete);
        Assert.Equal([1, 2, 1, 2, 1], ThingPlan.Things(5).Select(thing => calls[thing.Id]));
        Assert.Equal((2, 5L, 2L), (outcome.Stages[1].Attempts, outcome.Stages[1].RecordsProcessed, outcome.Stages[1].RecordsRetried));
        Assert.Equal(5, (await KeysAsync()).Count);

        async IAsyncEnumerable<Thing> Calls(Thing thing, BatchContext batch)
        {
            int call = calls.AddOrUpdate(thing.Id, 1, (_, count) => count + 1);
            Assert.Equal(call, batch.Attempt);
            await Task.Yield();
            yield return call == 1 && thing.Value % 2 == 0 ? throw new InvalidOperationException("even") : thing;
        }
    }

    [Fact]
    public async Task All_or_none_of_what_a_record_becomes_is_kept()
    {
        _runs.Plan.OnTransform = (thing, batch, _) => new[]
        {
            thing,
            thing with { Id = thing.Id + "b", Value = thing.Value == 2 && batch.Attempt == 1 ? double.NaN : 1 },
        }.ToAsyncEnumerable();
        Assert.True((await _runs.RunAsync()).IsComplete);
        Assert.Equal(ThingPlan.Things(5).SelectMany(thing => new[] { thing.Id, thing.Id + "b" }), await KeysAsync());
    }

    [Fact]
    public async Task Records_that_exhaust_transform_are_kept_and_the_run_goes_on_without_them()
    {
        ConcurrentDictionary<string, int> calls = new();
        _runs.Plan.OnTransform = (thing, _, _) =>
        {
            calls.AddOrUpdate(thing.Id, 1, (_, count) => count + 1);
            return thing.Value switch
            {
                2 => throw new InvalidOperationException("two"),
                4 => throw new PermanentFailureException("four"),
                5 => AsyncEnumerable.Empty<Thing>(),
                _ => new[] { thing }.ToAsyncEnumerable(),
            };
        };
        RunOutcome outcome = await _runs.RunAsync();
        Assert.Null(outcome.Failure);
        Assert.False(outcome.IsComplete);
        StageResult transform = outcome.Stages[1];
        Assert.Equal(("partial", 2L, 1L, 2L), (transform.Outcome, transform.RecordsProcessed, transform.RecordsFiltered, transform.RecordsInFallback));
        Assert.Equal(
            [(1L, "exhausted", "two"), (3L, "permanent", "four")],
            _runs.Fallback.Kept.Select(kept => (kept.Entry.Ordinal!.Value, kept.Entry.FailureKind, kept.Entry.Message)));
        Assert.Equal("""{"Id":"things/2","Value":2,"Text":null}""", Encoding.UTF8.GetString(_runs.Fallback.Kept.First().Payload));
        Assert.Equal((2, 1), (calls["things/2"], calls["things/4"]));
        Assert.Equal(["things/1", "things/3"], await KeysAsync());
        Assert.Contains("has 2 records in memory", Assert.Single(_runs.Alerts.Raised), StringComparison.Ordinal);
        Assert.Contains("extract.jsonl", _runs.Files.Select(Path.GetFileName));
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_fallback_store_is_away_too()
    {
        _runs.Fallback.IsAway = true;
        _runs.Plan.OnTransform = (_, _, _) => throw new InvalidOperationException("no");
        RunOutcome outcome = await _runs.RunAsync();
        Assert.Equal("no space left", outcome.Failure?.Message);
        Assert.Equal("failed", outcome.Stages[1].Outcome);
        Assert.Contains("extract.jsonl", _runs.Files.Select(Path.GetFileName));
        Assert.Equal(2, _runs.Alerts.Raised.Count);
    }

    [Fact]
    public async Task A_cancelled_run_is_no_failure()
    {
        using CancellationTokenSource cancel = new();
        _runs.Plan.OnExtract = (_, token) => Hang(token);
        Task<RunOutcome> running = _runs.RunAsync(cancellationToken: cancel.Token);
        await _hanging.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Empty(_runs.Fallback.Kept);
        Assert.Empty(_runs.Alerts.Raised);
        Assert.DoesNotContain(_runs.Files, file => file.Contains("jsonl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rerun_of_a_batch_makes_the_same_records_again()
    {
        await _runs.RunAsync();
        List<string?> first = await KeysAsync();
        await _runs.RunAsync();
        IReadOnlyList<EmbeddedRecord> all = await _kafka.Topic(ThingPlan.Topic).ReadAsync();
        Assert.Equal([.. first.Concat(first).Order()], all.Select(record => record.KeyText).Order());
        Assert.All(all, record => Assert.Contains($"\"batch_id\":\"{Runs.Batch}\"", record.ValueText, StringComparison.Ordinal));
        Assert.All(all.GroupBy(record => record.KeyText), same => Assert.Single(same.Select(record => record.Partition).Distinct()));
    }

    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async IAsyncEnumerable<Thing> Hang([EnumeratorCancellation] CancellationToken token)
    {
        yield return new Thing("a", 1);
        _hanging.SetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, token);
        }
        catch (OperationCanceledException exception)
        {
            throw new IOException("what a client makes of it", exception);
        }
    }

    private static async IAsyncEnumerable<Thing> FailBehind(IEnumerable<Thing> things)
    {
        foreach (Thing thing in things)
        {
            await Task.Yield();
            yield return thing;
        }

        throw new IOException("cut off");
    }

    private async Task<List<string?>> KeysAsync() =>
        [.. (await _kafka.Topic(ThingPlan.Topic).ReadAsync()).Select(record => record.KeyText).Order(StringComparer.Ordinal)];
}
