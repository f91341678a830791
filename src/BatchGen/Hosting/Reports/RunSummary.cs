using System.Text.Json.Serialization;
using BatchGen.Runtime;

namespace BatchGen.Hosting.Reports;

/// <summary>What a command has done: the data behind the table and <c>--json</c>.</summary>
/// <param name="Command"><c>run</c>, <c>up</c> or <c>consume</c>.</param>
/// <param name="Broker">Where the records went through.</param>
/// <param name="Jobs">The runs.</param>
/// <param name="Consumers">The consumers.</param>
/// <param name="Results">Where the results lie.</param>
/// <param name="ElapsedSeconds">From start to end.</param>
/// <param name="ExitCode">What the process returns.</param>
internal sealed record RunSummary(
    string Command,
    BrokerSummary Broker,
    IReadOnlyList<JobSummary> Jobs,
    IReadOnlyList<ConsumerSummary> Consumers,
    IReadOnlyList<ResultSummary> Results,
    double ElapsedSeconds,
    int ExitCode);

/// <summary>The broker that was used.</summary>
internal sealed record BrokerSummary(string BootstrapServers, bool IsEmbedded);

/// <summary>One run of a job.</summary>
internal sealed record JobSummary(
    string Job, Guid BatchId, string Outcome, IReadOnlyList<StageResult> Stages, LatencySummary? PublishAckLatency, double PublishedPerSecond, string? Error);

/// <summary>One consumer.</summary>
internal sealed record ConsumerSummary(
    string Job,
    string Topic,
    string Group,
    long Processed,
    long Skipped,
    long Retried,
    long DeadLettered,
    long InFallback,
    LatencySummary? AckLatency,
    double RecordsPerSecond);

/// <summary>Quantiles, in milliseconds.</summary>
internal sealed record LatencySummary(double P50, double P95, double P99)
{
    public static LatencySummary? Of(Telemetry.LatencyHistogram histogram) =>
        histogram.Quantile(0.5) is { } median
            ? new LatencySummary(Milliseconds(median), Milliseconds(histogram.Quantile(0.95)!.Value), Milliseconds(histogram.Quantile(0.99)!.Value))
            : null;

    private static double Milliseconds(TimeSpan latency) => Math.Round(latency.TotalMilliseconds, 2);
}

/// <summary>Where something lies.</summary>
internal sealed record ResultSummary(string Name, string Location);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(StageResult))]
[JsonSerializable(typeof(IReadOnlyList<JobDescription>))]
internal sealed partial class ReportJson : JsonSerializerContext;
