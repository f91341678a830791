namespace BatchGen.Runtime;

/// <summary>One stage of a job, as its attribute declares it.</summary>
/// <param name="Kind">Which stage it is.</param>
/// <param name="Method">The name of the user's method.</param>
public sealed record StageDescriptor(StageKind Kind, string Method)
{
    /// <summary>How often the stage is attempted in all (standard 3.2).</summary>
    public required int Attempts { get; init; }

    /// <summary>The wait before the second attempt; it doubles for each further one (standard 3.2).</summary>
    public required TimeSpan Backoff { get; init; }

    /// <summary>The longest wait between two attempts (standard 3.2).</summary>
    public required TimeSpan MaxBackoff { get; init; }

    /// <summary>How long one attempt may take (standard 3.2).</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The topic that is written or consumed; null for extract and transform.</summary>
    public string? Topic { get; init; }

    /// <summary>The consumer group of a load stage (standard 4.4).</summary>
    public string? Group { get; init; }

    /// <summary>Where a load stage puts what cannot be handled (standard 4.1, 4.4).</summary>
    public string? DeadLetterTopic { get; init; }

    /// <summary>How many records a load stage handles at once.</summary>
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>Which records of a load stage wait for each other.</summary>
    public RecordOrdering Ordering { get; init; }

    /// <summary>Whether a load stage skips records that were already handled (standard 1.3).</summary>
    public bool Deduplicate { get; init; }

    /// <summary>Whether what a load stage publishes and its offsets are one Kafka transaction.</summary>
    public bool Transactional { get; init; }

    /// <summary>
    /// What a load stage's handler takes of the transaction that also marks its record as done: <see cref="System.Data.Common.DbTransaction"/>
    /// or a provider's own; null when it takes none.
    /// </summary>
    public Type? Transaction { get; init; }

    /// <summary>The most records per call of a handler of many; null for a handler of one.</summary>
    public int? BatchSize { get; init; }

    /// <summary>How long a handler of many waits for its batch to fill.</summary>
    public TimeSpan BatchWait { get; init; }

    /// <summary>The stage's <c>task_name</c> in logs, metrics, results and on the command line: <c>extract</c>, <c>transform</c>, …</summary>
    public string Name => NameOf(Kind);

    internal static string NameOf(StageKind kind) => kind switch
    {
        StageKind.Extract => "extract",
        StageKind.Transform => "transform",
        StageKind.Publish => "publish",
        _ => "load",
    };
}
