using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Graphs;

/// <summary>What graphs say of jobs and stages.</summary>
internal static class GraphText
{
    /// <summary>What starts a job: its schedule, its trigger or its topic.</summary>
    public static string Start(JobSpec job) =>
        job.Cron is { } cron && !job.IsStartedByTopic ? $"{cron} {(string.IsNullOrWhiteSpace(job.TimeZone) ? "UTC" : job.TimeZone)}"
        : job.IsStartedByTopic ? "records of its topic"
        : job.Trigger ?? "no trigger";

    /// <summary><c>extract</c>, <c>transform</c>, <c>publish</c>, <c>load</c>.</summary>
    public static string Kind(StageSpec stage) => stage.Kind.ToString().ToLowerInvariant();

    /// <summary>A stage's attempts in short: <c>3 attempts, 60 s backoff, 600 s timeout</c>.</summary>
    public static string Attempts(StageSpec stage) => string.Join(", ", new[]
    {
        stage.Attempts is { } attempts ? $"{attempts} {(attempts == 1 ? "attempt" : "attempts")}" : null,
        stage.BackoffSeconds is { } backoff ? $"{backoff} s backoff" : null,
        stage.TimeoutSeconds is { } timeout ? $"{timeout} s timeout" : null,
    }.OfType<string>());
}
