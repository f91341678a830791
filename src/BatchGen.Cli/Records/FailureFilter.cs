namespace BatchGen.Cli.Records;

/// <summary>What is known of a failure, in a dead letter and in a fallback entry alike.</summary>
internal interface IFailure
{
    string? Job { get; }

    Guid? BatchId { get; }

    string? RecordId { get; }

    string? FailureKind { get; }

    DateTimeOffset? FailedAt { get; }
}

/// <summary>Which failures a command is about. A failure that does not tell what is asked for does not match.</summary>
internal sealed record FailureFilter
{
    public IReadOnlyCollection<string> Jobs { get; init; } = [];

    public IReadOnlyCollection<Guid> BatchIds { get; init; } = [];

    public IReadOnlyCollection<string> RecordIds { get; init; } = [];

    public IReadOnlyCollection<string> Failures { get; init; } = [];

    /// <summary>The earliest time of failure, inclusive.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The end of the time of failure, exclusive.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool Matches(IFailure failure) =>
        Has(Jobs, failure.Job)
        && (BatchIds.Count == 0 || (failure.BatchId is { } batch && BatchIds.Contains(batch)))
        && Has(RecordIds, failure.RecordId)
        && Has(Failures, failure.FailureKind)
        && (Since is null || failure.FailedAt >= Since)
        && (Until is null || failure.FailedAt < Until);

    private static bool Has(IReadOnlyCollection<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value));
}
