namespace BatchGen.Engine.Tests;

public sealed class PressureTests : EngineTest
{
    private readonly SemaphoreSlim _permits = new(0);

    [Fact]
    public async Task A_partition_with_slow_handlers_is_paused_and_resumed_and_the_bound_on_its_records_holds()
    {
        const int bound = 20;
        await PublishAsync(Works(600), partition: 0);
        await PublishAsync(Works(5, from: 1_000), work => "quick", partition: 1);
        Engine engine = await StartEngineAsync(engine =>
        {
            engine.Options = engine.Options with { MaxInFlightRecords = bound };
            engine.Stage = engine.Stage with { MaxConcurrency = 4, Ordering = RecordOrdering.None };
            engine.Handler = async (record, _, ct) =>
            {
                if (record.Partition == 0)
                {
                    await _permits.WaitAsync(ct);
                }
            };
        });

        int most = await DrainAsync(engine, total: 605, permits: 600, sample: () => engine.Consumer.InFlight.Records);
        Assert.InRange(most, bound, 2 * bound);
        Assert.Equal(605, engine.Handled.Select(record => record.Payload.Number).Distinct().Count());
        Assert.Equal(605, engine.Handled.Count);
    }

    [Fact]
    public async Task The_bound_on_bytes_holds()
    {
        const int mebibyte = 1 << 20;
        string text = new('x', 100_000);
        await PublishAsync(Works(80).Select(work => work with { Text = text }), partition: null);
        Engine engine = await StartEngineAsync(engine =>
        {
            engine.Options = engine.Options with { MaxInFlightBytes = mebibyte };
            engine.Stage = engine.Stage with { MaxConcurrency = 2 };
            engine.Handler = async (_, _, ct) => await _permits.WaitAsync(ct);
        });

        int most = await DrainAsync(engine, total: 80, permits: 80, sample: () => (int)engine.Consumer.InFlight.Bytes);
        Assert.InRange(most, mebibyte, (2 * mebibyte) + 110_000);
        Assert.Equal(80, engine.Handled.Count);
    }

    [Fact]
    public async Task Many_partitions_and_one_hot_key_do_not_stop_each_other()
    {
        Engine engine = await StartEngineAsync(engine =>
        {
            engine.Options = engine.Options with { MaxInFlightRecords = 100 };
            engine.Handler = async (record, _, ct) =>
            {
                if (record.Payload.Number < 50)
                {
                    await _permits.WaitAsync(ct);
                }
            };
        });
        await PublishAsync(Works(50), _ => "hot", partition: 0);
        await PublishAsync(Works(500, from: 50));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 500);
        _permits.Release(50);
        await Wait.UntilAsync(() => engine.Statistics.Processed == 550);
        Assert.Equal(Enumerable.Range(0, 50), engine.Handled.Select(record => record.Payload.Number).Where(number => number < 50));
    }

    /// <summary>Lets handlers finish a few at a time, each time behind a look at what is in flight; returns the most that was seen.</summary>
    private async Task<int> DrainAsync(Engine engine, int total, int permits, Func<int> sample)
    {
        int most = 0;
        int level = -1;
        await Wait.UntilAsync(() =>
        {
            // Reading has come to rest when two looks in a row see the same.
            int before = level;
            level = sample();
            most = Math.Max(most, level);
            return level > 0 && level == before;
        });
        for (int left = permits; left > 0;)
        {
            int step = Math.Min(left, 7);
            long before = engine.Statistics.Processed;
            _permits.Release(step);
            left -= step;
            await Wait.UntilAsync(() =>
            {
                most = Math.Max(most, sample());
                return engine.Statistics.Processed >= Math.Min(before + step, total);
            });
        }

        await Wait.UntilAsync(() => engine.Statistics.Processed == total);
        return most;
    }
}
