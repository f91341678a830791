namespace BatchGen.Engine.Tests;

public sealed class DeduplicationTests : EngineTest
{
    [Fact]
    public async Task A_record_of_a_batch_that_was_done_is_skipped_and_one_of_another_batch_is_not()
    {
        Engine engine = await StartEngineAsync(engine => engine.Idempotency = new MemoryIdempotency());
        await PublishAsync(Works(50));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 50);
        await PublishAsync(Works(50));
        await Wait.UntilAsync(() => engine.Statistics.Skipped == 50);
        await PublishAsync(Works(50), batch: Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 100);
        Assert.Equal((100, 100), (engine.Handled.Count, engine.Idempotency!.Done));
        await CommittedToTheEndAsync();
    }

    [Fact]
    public async Task A_store_that_is_away_is_waited_for_and_nothing_is_skipped_or_handled_twice()
    {
        Engine engine = await StartEngineAsync(engine =>
        {
            engine.Idempotency = new MemoryIdempotency { FailNext = 20 };
            engine.BackoffScale = 0.01;
        });
        await PublishAsync(Works(30));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 30);
        Assert.Equal((30, 30, 0), (engine.Handled.Count, engine.Idempotency!.Done, engine.Statistics.Skipped));
        Assert.NotEmpty(engine.Alerts.Raised);
        await CommittedToTheEndAsync();
    }

    [Fact]
    public async Task A_handler_of_many_gets_only_what_was_not_done()
    {
        MemoryIdempotency store = new();
        List<int> handled = [];
        Engine engine = await StartEngineAsync(engine =>
        {
            engine.Idempotency = store;
            engine.Stage = engine.Stage with { BatchSize = 10, BatchWait = TimeSpan.FromMilliseconds(20) };
            engine.BatchHandler = (records, _, _) =>
            {
                lock (handled)
                {
                    handled.AddRange(records.Select(record => record.Payload.Number));
                }

                return default;
            };
        });
        await PublishAsync(Works(40));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 40);
        await PublishAsync(Works(60));
        await Wait.UntilAsync(() => engine.Statistics is { Processed: 60, Skipped: 40 });
        Assert.Equal(Enumerable.Range(0, 60), handled.Order());
    }
}
