using System.Diagnostics;
using System.Globalization;
using BatchGen.Benchmarks.Measuring;
using BatchGen.Benchmarks.Sides;

namespace BatchGen.Benchmarks.Scenarios;

/// <summary>
/// From the start of a process to its first record handled, both sides with the same host's files warm: the application's executable with
/// the command <c>consume</c>, and a program that builds a consumer and subscribes.
/// </summary>
internal static class Start
{
    private const string Topic = "bench.item.v1";

    public static async Task<IReadOnlyList<Series>> RunAsync(Scale scale)
    {
        await using Broker broker = await Broker.StartAsync();
        broker.Fill(Topic, partitions: 4, Item.Series(100, keys: 10));
        return await Comparison.RunAsync(
            "start of the process to its first record (1 / time)",
            scale with { WarmUp = int.Min(scale.WarmUp, 1) },
            [
                ("hand-written loop", () => RunOnceAsync(broker, FirstRecord.HandWritten)),
                ("BatchGen, consume", () => RunOnceAsync(broker, FirstRecord.Engine)),
            ]);
    }

    private static async Task<Sample> RunOnceAsync(Broker broker, string side)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (string argument in new[] { FirstRecord.Argument, side, broker.Kafka.BootstrapServers, Topic, $"start.{Guid.NewGuid():N}" })
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string key, string value) in broker.Kafka.ClientSettings.Concat(broker.Kafka.ConsumerSettings))
        {
            start.ArgumentList.Add($"{key}={value}");
        }

        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string? line = await process.StandardOutput.ReadLineAsync();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        process.Kill();
        await process.WaitForExitAsync();
        return line is { } text && text.StartsWith(FirstRecord.Mark, StringComparison.Ordinal)
            ? new Sample(1, elapsed, new ProcessorTime(TimeSpan.Parse(text[FirstRecord.Mark.Length..], CultureInfo.InvariantCulture), null), 0)
            : throw new InvalidOperationException($"The process wrote '{line}' instead of its first record.");
    }
}
