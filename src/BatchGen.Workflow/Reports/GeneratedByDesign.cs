namespace BatchGen.Workflow.Reports;

/// <summary>What the standard demands and the generator or the engine does for every job, so that there is nothing to be judged.</summary>
internal static class GeneratedByDesign
{
    /// <summary>One line of Markdown each, with the clause.</summary>
    public static IReadOnlyList<string> Lines { get; } =
    [
        "the envelope `batch_id`, `record_id`, `ingested_at`, `payload`, and `record_id` or the record key as message key (4.2)",
        "producers with `acks=all`, idempotence, zstd or snappy, `linger.ms` of at most 10, and at least 5 retries (4.3)",
        "consumers that commit only after processing, retry with backoff, and dead-letter what cannot be handled (4.4)",
        "logs, events and metrics with `batch_id`, `task_name` and `records_processed` (3.1)",
        "retries with exponential backoff and timeouts around every stage, as declared (3.2)",
        "the fallback when attempts are used up: payload and metadata persisted, channels notified (3.3)",
    ];
}
