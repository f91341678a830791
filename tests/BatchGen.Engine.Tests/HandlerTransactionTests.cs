using BatchGen.Runtime;

namespace BatchGen.Engine.Tests;

public sealed class HandlerTransactionTests : EngineTest
{
    private readonly SqliteStore _store = new();

    [Fact]
    public async Task An_effect_happens_once_however_often_its_record_comes_and_its_attempts_fail()
    {
        Engine engine = await StartAsync(async (record, transaction, _, _) =>
        {
            await SqliteStore.WriteAsync(transaction, record.RecordId);
            if (record.Attempt == 1 && record.Payload.Number % 3 == 0)
            {
                throw new InvalidOperationException("after its effect");
            }
        });
        Engine second = await StartAsync((record, transaction, _, _) => SqliteStore.WriteAsync(transaction, record.RecordId));
        await PublishAsync(Works(60));
        await PublishAsync(Works(60));
        await Wait.UntilAsync(() => engine.Statistics.Done + second.Statistics.Done >= 120);
        await CommittedToTheEndAsync();
        Assert.Equal(Works(60).Select(work => work.Id).Order(), _store.Effects.Order());
        Assert.Equal(60, engine.Statistics.Processed + second.Statistics.Processed);
    }

    [Fact]
    public async Task A_record_that_fails_for_good_leaves_no_effect_and_no_mark()
    {
        await StartAsync(async (record, transaction, _, _) =>
        {
            await SqliteStore.WriteAsync(transaction, record.RecordId);
            throw new PermanentFailureException("bad");
        });
        await PublishAsync(Works(3));
        await Kafka.Topic(DeadLetterTopic).WaitForAsync(3);
        await CommittedToTheEndAsync();
        Assert.Empty(_store.Effects);
        Assert.True(await _store.TryClaimAsync("work.load", Batch, "w0", default));
    }

    [Fact]
    public async Task A_commit_that_nobody_heard_of_is_found_out_and_not_repeated_nor_dead_lettered()
    {
        _store.LoseCommits = int.MaxValue;
        Engine engine = await StartAsync((record, transaction, _, _) => SqliteStore.WriteAsync(transaction, record.RecordId), attempts: 1);
        await PublishAsync(Works(5));
        await Wait.UntilAsync(() => engine.Statistics.Done == 5);
        await CommittedToTheEndAsync();
        Assert.Equal(Works(5).Select(work => work.Id).Order(), _store.Effects.Order());
        Assert.Equal((0, 0), (engine.Statistics.DeadLettered, engine.Statistics.FellBack));
    }

    [Fact]
    public async Task A_store_that_is_away_holds_the_record_and_uses_up_none_of_its_attempts()
    {
        _store.FailBegins = 20;
        Engine engine = await StartAsync((record, transaction, _, _) => SqliteStore.WriteAsync(transaction, $"{record.RecordId}:{record.Attempt}"), attempts: 1);
        await PublishAsync(Works(5));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 5);
        Assert.Equal(Works(5).Select(work => $"{work.Id}:1").Order(), _store.Effects.Order());
        Assert.Contains(engine.Alerts.Raised, alert => alert.Contains("the database is locked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_that_is_left_behind_has_no_effect_and_keeps_nobody_waiting()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<Exception?> late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Engine engine = await StartAsync(
            async (record, transaction, _, _) =>
            {
                await SqliteStore.WriteAsync(transaction, $"{record.RecordId}:{record.Attempt}");
                if (record is { RecordId: "w0", Attempt: 1 })
                {
                    await release.Task;
                    late.SetResult(await Record.ExceptionAsync(async () => await SqliteStore.WriteAsync(transaction, "late")));
                }
            },
            timeout: TimeSpan.FromMilliseconds(200));
        await PublishAsync(Works(5));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 5);
        release.SetResult();
        Assert.NotNull(await late.Task.WaitAsync(Wait.Limit));
        Assert.Equal(["w0:2", "w1:1", "w2:1", "w3:1", "w4:1"], _store.Effects.Order());
    }

    [Fact]
    public async Task Halving_leaves_one_effect_of_each_good_record_and_none_of_the_bad_one()
    {
        await PublishAsync([.. Works(16), new Work("w3", 3)], partition: 0);
        Engine engine = NewEngine(engine =>
        {
            engine.Store = _store;
            engine.Stage = engine.Stage with { BatchSize = 17, BatchWait = TimeSpan.FromMilliseconds(500), Attempts = 2 };
        });
        engine.Loop = worker => BatchLoopAsync(worker, async (records, transaction, _, _) =>
        {
            foreach (BatchRecord<Work> record in records)
            {
                await SqliteStore.WriteAsync(transaction, record.RecordId);
            }

            Assert.DoesNotContain(records, record => record.RecordId == "w7");
        });
        await engine.StartAsync();
        await Wait.UntilAsync(() => engine.Statistics.Done == 17);
        await CommittedToTheEndAsync();
        Assert.Equal(Works(16).Select(work => work.Id).Where(id => id != "w7").Order(), _store.Effects.Order());
        Assert.Equal((15, 1, 1), (engine.Statistics.Processed, engine.Statistics.Skipped, engine.Statistics.DeadLettered));
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_handler_rolls_back_and_the_next_consumer_starts_over()
    {
        Engine first = await StartAsync(
            async (record, transaction, _, ct) =>
            {
                await SqliteStore.WriteAsync(transaction, "first");
                await Task.Delay(Timeout.Infinite, ct);
            },
            drain: TimeSpan.FromMilliseconds(200));
        await PublishAsync([new Work("w0", 0)]);
        await Wait.UntilAsync(() => first.Consumer.InFlight.Records == 1);
        await first.StopAsync();
        Assert.Empty(_store.Effects);
        Engine second = await StartAsync((_, transaction, _, _) => SqliteStore.WriteAsync(transaction, "second"));
        await Wait.UntilAsync(
            () => second.Statistics.Processed == 1,
            () => $"{second.Statistics.Done} done, {second.Statistics.Skipped} skipped, {second.Consumer.InFlight.Records} in flight, {second.Consumer.Vitals.Partitions} partitions, held: {second.Consumer.Vitals.HeldReason}, committed {string.Join(' ', Committed())}");
        Assert.Equal(["second"], _store.Effects);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<Engine> StartAsync(TransactionalRecordHandler<Work> handler, int attempts = 3, TimeSpan? timeout = null, TimeSpan? drain = null) =>
        StartEngineAsync(engine =>
        {
            engine.Store = _store;
            engine.BackoffScale = 0.01;
            engine.Stage = engine.Stage with { Attempts = attempts, Timeout = timeout ?? engine.Stage.Timeout, Deduplicate = true };
            engine.Options = engine.Options with { Drain = drain ?? engine.Options.Drain };
            engine.Loop = worker => LoopAsync(worker, handler);
        });

    private static async Task LoopAsync(LoadWorker worker, TransactionalRecordHandler<Work> handler)
    {
        while (worker.TryTake(out ConsumedMessage? message))
        {
            if (worker.TryOpen(message, WorkJson.Default.Work, out BatchRecord<Work>? record, out RecordFailure? failure))
            {
                failure = await worker.HandleInTransactionAsync(message, record, handler);
            }

            await FailAsync(worker, message, failure);
            worker.Complete(message);
        }
    }

    private static async Task BatchLoopAsync(LoadWorker worker, TransactionalRecordBatchHandler<Work> handler)
    {
        while (await worker.TakeBatchAsync() is { } messages)
        {
            RecordBatch<Work> batch = worker.OpenBatch(messages, WorkJson.Default.Work);
            await worker.HandleBatchInTransactionAsync(batch, handler);
            foreach ((ConsumedMessage message, RecordFailure? failure) in batch.Outcomes)
            {
                await FailAsync(worker, message, failure);
                worker.Complete(message);
            }
        }
    }

    private static async Task FailAsync(LoadWorker worker, ConsumedMessage message, RecordFailure? failure)
    {
        while (failure is not null && !await worker.DeadLetterAsync(message, failure) && !await worker.FallBackAsync(message, failure))
        {
            await worker.HoldPartitionAsync(message, failure);
        }
    }
}
