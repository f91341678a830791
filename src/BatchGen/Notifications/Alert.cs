namespace BatchGen;

/// <summary>What kind of thing happened; alerts of one kind, job and place are one notification.</summary>
public enum AlertKind
{
    /// <summary>A record went to the dead-letter topic (standard 4.4).</summary>
    DeadLettered,

    /// <summary>Records went to the fallback store (standard 3.3).</summary>
    Fallback,

    /// <summary>A partition stands, because a record of it can be put nowhere, or a store that it needs is away.</summary>
    PartitionHeld,

    /// <summary>A run failed.</summary>
    RunFailed,

    /// <summary>The fallback store does not take what it should.</summary>
    StoreAway,

    /// <summary>A failed batch was not made good by the job that <see cref="FallbackAttribute.Compensate"/> names.</summary>
    NotCompensated,

    /// <summary>A run that an outside orchestrator made has come through. Nothing to do for anybody: it pages nobody.</summary>
    RunCompleted,
}

/// <summary>One thing that needs a person (standard 3.3, 4.4). It has no payload and no secret.</summary>
public sealed record Alert
{
    /// <summary>What kind of thing it is.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>The job.</summary>
    public required string Job { get; init; }

    /// <summary>Where: a topic, a stage, a store.</summary>
    public required string Place { get; init; }

    /// <summary>What happened, one line.</summary>
    public required string What { get; init; }

    /// <summary>Why, at most 1,000 characters, what looks like a secret masked.</summary>
    public required string Why { get; init; }

    /// <summary>What a person does next, where that is known: often a command.</summary>
    public string? NextStep { get; init; }

    /// <summary>The batch, where it is known.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>The partition that the record came from, or null.</summary>
    public int? Partition { get; init; }

    /// <summary>The offset that the record came from, or null.</summary>
    public long? Offset { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; init; }
}
