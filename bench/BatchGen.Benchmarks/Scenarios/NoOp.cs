using BatchGen.Benchmarks.Measuring;
using BatchGen.Benchmarks.Sides;

namespace BatchGen.Benchmarks.Scenarios;

/// <summary>A handler that does nothing: what remains is reading, parsing, scheduling and committing.</summary>
internal static class NoOp
{
    private const int RecordsPerPartition = 100_000;
    private const int Keys = 1_000;

    /// <summary>Live from the broker, whose share of the processor levels the sides.</summary>
    public static Task<IReadOnlyList<Series>> LiveAsync(Scale scale, int partitions) => RunAsync($"no-op, live, {partitions} partition(s)", scale, partitions, () => null);

    /// <summary>All records already fetched by the client: the application's side alone.</summary>
    public static Task<IReadOnlyList<Series>> FetchedAsync(Scale scale) => RunAsync("no-op, already fetched, 1 partition", scale, partitions: 1, () => new Gate());

    private static async Task<IReadOnlyList<Series>> RunAsync(string scenario, Scale scale, int partitions, Func<Gate?> gate)
    {
        const string topic = "bench.noop.v1";
        int records = scale.Of(partitions == 1 ? RecordsPerPartition : RecordsPerPartition * 4);
        await using Broker broker = await Broker.StartAsync();
        broker.Fill(topic, partitions, Item.Series(records, Keys));
        Func<IConsumerSide>[] sides =
        [
            () => new HandWrittenSide(gate()),
            () => new EngineSide("item-load", maxConcurrency: 1, gate()),
            () => new EngineSide("item-load", maxConcurrency: 16, gate()),
            () => new EngineSide("item-ingest", maxConcurrency: 16, gate()),
        ];
        return await Comparison.RunAsync(
            scenario,
            scale,
            [.. sides.Select<Func<IConsumerSide>, (string, Func<Task<Sample>>)>(side => (side().Name, () => RunOnceAsync(broker, topic, records, side())))]);
    }

    private static Task<Sample> RunOnceAsync(Broker broker, string topic, int records, IConsumerSide side)
    {
        CountedRun run = new(records);
        return side.RunAsync(broker, topic, run, (_, _) => run.CountAsync());
    }
}
