namespace BatchGen;

/// <summary>The section <c>Batch:Idempotency</c>, read and checked once at start.</summary>
public sealed class IdempotencySettings
{
    /// <summary>The section's full name.</summary>
    public const string SectionName = "Batch:Idempotency";

    /// <summary>The key of <see cref="Store"/>, for messages.</summary>
    public const string StoreKey = SectionName + ":Store";

    /// <summary>The key of <see cref="ConnectionString"/>, for messages.</summary>
    public const string ConnectionStringKey = SectionName + ":ConnectionString";

    /// <summary>
    /// <c>Store</c>: <c>sqlite:PATH</c> for the consumers of one machine, <c>postgres:</c> for those of many, <c>none</c> where no stage
    /// deduplicates. Default: <c>sqlite:.batch/idempotency.db</c>, below the current directory.
    /// </summary>
    public string Store { get; init; } = "sqlite:.batch/idempotency.db";

    /// <summary><c>ConnectionString</c>: how the server of <c>postgres:</c> is reached. A secret.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// <c>RetentionDays</c>: how long a record counts as done; one that comes again later than that is handled again. Longer than the
    /// topic's retention and than any replay. Default: 30 days; 1 to 3,650.
    /// </summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);
}
