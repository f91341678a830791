using BatchGen.Benchmarks.Measuring;

namespace BatchGen.Benchmarks.Scenarios;

/// <summary>Lets sides take turns, each round beginning with another one, so that what the machine does meanwhile meets all of them.</summary>
internal static class Comparison
{
    public static async Task<IReadOnlyList<Series>> RunAsync(string scenario, Scale scale, IReadOnlyList<(string Name, Func<Task<Sample>> Run)> sides)
    {
        sides = [.. sides.Where(side => side.Name.Contains(scale.Side, StringComparison.OrdinalIgnoreCase))];
        Series[] series = [.. sides.Select(side => new Series(scenario, side.Name))];
        for (int round = -scale.WarmUp; round < scale.Rounds; round++)
        {
            for (int turn = 0; turn < sides.Count; turn++)
            {
                int side = (turn + round + scale.WarmUp) % sides.Count;
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Sample sample = await sides[side].Run();
                await Console.Error.WriteLineAsync($"  {scenario} | {sides[side].Name} | {sample.RecordsPerSecond:N0}/s{(round < 0 ? " (warm-up)" : "")}");
                if (round >= 0)
                {
                    series[side].Add(sample);
                }
            }
        }

        return series;
    }
}
