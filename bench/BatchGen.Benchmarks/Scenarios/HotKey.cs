using BatchGen.Benchmarks.Measuring;
using BatchGen.Benchmarks.Sides;

namespace BatchGen.Benchmarks.Scenarios;

/// <summary>
/// One key with half of all records: the rate at which the records of the other keys get done, against a run without it. The hot key's
/// own records come one after the other and are done much later.
/// </summary>
internal static class HotKey
{
    private const int Keys = 1_000;
    private const string HotKeyName = "hot";
    private const string Without = "bench.without-hot.v1";
    private const string With = "bench.with-hot.v1";
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(5);

    public static async Task<IReadOnlyList<Series>> RunAsync(Scale scale)
    {
        // Those of the hot key stay within what a partition may have in memory (20,000 records by default). Behind more than that its
        // partition is read no faster than the hot key gets done, and the keys that share the partition with it wait.
        int others = scale.Of(4_000);
        await using Broker broker = await Broker.StartAsync();
        broker.Fill(Without, partitions: 4, Item.Series(others, Keys));
        broker.Fill(With, partitions: 4, Item.Series(others, Keys).SelectMany((item, i) => new[] { item, Item.Of(others + i, HotKeyName, i) }));
        IConsumerSide side = new EngineSide("item-load", maxConcurrency: 32);
        return await Comparison.RunAsync(
            "records of other keys beside a hot one",
            scale with { WarmUp = int.Min(scale.WarmUp, 1) },
            [
                ("without it", () => RunOnceAsync(broker, Without, others, others, side)),
                ("half of all records have the hot key", () => RunOnceAsync(broker, With, others, others * 2, side)),
            ]);
    }

    private static async Task<Sample> RunOnceAsync(Broker broker, string topic, int others, int records, IConsumerSide side)
    {
        CountedRun all = new(records);
        CountedRun counted = new(others);
        await side.RunAsync(broker, topic, all, HandleAsync);
        return await counted.Done;

        async Task HandleAsync(Item item, CancellationToken cancellationToken)
        {
            await Task.Delay(Wait, cancellationToken);
            if (item.Key != HotKeyName)
            {
                await counted.CountAsync();
            }

            await all.CountAsync();
        }
    }
}
