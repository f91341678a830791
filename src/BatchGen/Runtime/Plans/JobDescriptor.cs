namespace BatchGen.Runtime;

/// <summary>A job, as <see cref="BatchJobAttribute"/> and its stages declare it.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Type">The user's class.</param>
public sealed record JobDescriptor(string Name, Type Type)
{
    /// <summary>When the job starts: five cron fields in UTC, or null (standard 2.1).</summary>
    public string? Cron { get; init; }

    /// <summary>How an ad-hoc job is started, or null (standard 2.1).</summary>
    public string? Trigger { get; init; }

    /// <summary>How many runs may overlap in one environment; 0 when not stated (standard 2.3).</summary>
    public int Concurrency { get; init; }

    /// <summary>Whether the schedule keeps clear of other critical jobs (standard 2.1).</summary>
    public bool Critical { get; init; }

    /// <summary>How long a run usually takes; zero when not stated.</summary>
    public TimeSpan Expected { get; init; }

    /// <summary>The longest a run may take; zero when not stated.</summary>
    public TimeSpan Max { get; init; }

    /// <summary>The team that answers for the job (standard 6).</summary>
    public string? Owner { get; init; }

    /// <summary>Whom to call when the owner does not answer (standard 6).</summary>
    public string? Escalation { get; init; }

    /// <summary>Why a rerun has no further effect (standard 1.3).</summary>
    public string? Idempotency { get; init; }

    /// <summary>The folder of the job's documents (standard 6).</summary>
    public string? Docs { get; init; }

    /// <summary>Where records go when every attempt has failed (standard 3.3).</summary>
    public required FallbackDescriptor Fallback { get; init; }

    /// <summary>The stages, in the order of standard 1.2.</summary>
    public required IReadOnlyList<StageDescriptor> Stages { get; init; }
}
