using Microsoft.Extensions.Logging;

namespace BatchGen;

/// <summary>What a stage knows of the batch it works for. Stages take their time and identity from here, so that a rerun is the same.</summary>
public sealed class BatchContext
{
    /// <summary>The batch: the same for every stage and every attempt of a run, and for a rerun of the same slot (standard 1.3).</summary>
    public required Guid BatchId { get; init; }

    /// <summary>The job's name.</summary>
    public required string JobName { get; init; }

    /// <summary>The slot of the schedule that the run is for, or the time at which an ad-hoc run was started. UTC.</summary>
    public required DateTimeOffset ScheduledAt { get; init; }

    /// <summary>Which attempt this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>A logger whose scope carries <c>batch_id</c> and <c>task_name</c> (standard 3.1).</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The clock of the run.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>
    /// The job whose failed batch this batch makes good, in a compensating run (<see cref="FallbackAttribute.Compensate"/>, standard 3.3) and
    /// where its records are loaded; otherwise null.
    /// </summary>
    public string? CompensatedJob { get; init; }

    /// <summary>The batch of <see cref="CompensatedJob"/> that failed, or has records in the fallback store or the dead-letter topic; or null.</summary>
    public Guid? CompensatedBatchId { get; init; }
}
