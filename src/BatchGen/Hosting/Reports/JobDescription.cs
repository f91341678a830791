using BatchGen.Runtime;

namespace BatchGen.Hosting.Reports;

/// <summary>A job as <c>describe --json</c> writes it.</summary>
internal sealed record JobDescription(
    string Job,
    string Type,
    string? Cron,
    string? Trigger,
    int Concurrency,
    bool Critical,
    string? Owner,
    string? Escalation,
    string? Idempotency,
    string FallbackStore,
    IReadOnlyList<string> Notify,
    string? Compensate,
    IReadOnlyList<StageDescription> Stages)
{
    public static JobDescription Of(JobDescriptor job) => new(
        job.Name, job.Type.FullName!, job.Cron, job.Trigger, job.Concurrency, job.Critical, job.Owner, job.Escalation, job.Idempotency,
        job.Fallback.Store, job.Fallback.Notify, job.Fallback.Compensate, [.. job.Stages.Select(StageDescription.Of)]);

    /// <summary>When the job runs, for people.</summary>
    public string Schedule => Cron is not null ? $"{Cron} (UTC)" : Trigger ?? "by its topic";
}

/// <summary>A stage as <c>describe --json</c> writes it.</summary>
internal sealed record StageDescription(
    string Stage,
    string Method,
    int Attempts,
    double BackoffSeconds,
    double MaxBackoffSeconds,
    double TimeoutSeconds,
    string? Topic,
    string? Group,
    string? DeadLetterTopic,
    int? MaxConcurrency,
    string? Ordering)
{
    public static StageDescription Of(StageDescriptor stage) => new(
        stage.Name, stage.Method, stage.Attempts, stage.Backoff.TotalSeconds, stage.MaxBackoff.TotalSeconds, stage.Timeout.TotalSeconds,
        stage.Topic, stage.Group, stage.DeadLetterTopic,
        stage.Kind == StageKind.Load ? stage.MaxConcurrency : null,
        stage.Kind == StageKind.Load ? stage.Ordering.ToString() : null);
}
