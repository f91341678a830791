namespace BatchGen.Cli.Commands.Runs;

/// <summary>How a deployment stands: what <c>status --json</c> writes a list of.</summary>
/// <param name="Job">The job.</param>
/// <param name="Env">The environment.</param>
/// <param name="Deployment">The deployment.</param>
/// <param name="Paused">Whether its schedules stand.</param>
/// <param name="Status"><c>READY</c>, or <c>NOT_READY</c> when no worker asks for its runs.</param>
/// <param name="WorkPool">Where its runs go.</param>
/// <param name="WorkQueue">The queue of the pool.</param>
/// <param name="Schedules">Its schedules.</param>
/// <param name="NextSlots">The next runs.</param>
/// <param name="Runs">The past runs, newest first.</param>
/// <param name="MissingSlots">Slots without a run; null where that cannot be told.</param>
internal sealed record DeploymentStatus(
    string Job,
    string Env,
    string Deployment,
    bool Paused,
    string? Status,
    string? WorkPool,
    string? WorkQueue,
    IReadOnlyList<ScheduleStatus> Schedules,
    IReadOnlyList<DateTimeOffset> NextSlots,
    IReadOnlyList<RunStatus> Runs,
    IReadOnlyList<SlotStatus>? MissingSlots)
{
    /// <summary>Whether nothing asks for a person: every slot has a run, and the last run that ended came through.</summary>
    public bool IsGood => MissingSlots is null or [] && Runs.FirstOrDefault(static run => Prefect.Models.RunStates.IsFinal(run.State)) is null or { State: Prefect.Models.RunStates.Completed };
}

/// <summary>A schedule.</summary>
internal sealed record ScheduleStatus(string? Slug, string Rule, bool Active);

/// <summary>A past run.</summary>
/// <param name="Slot">The slot, or for a run by hand the time at which it was made.</param>
/// <param name="BatchId">The batch it made.</param>
/// <param name="RunId">The run.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">The state's type.</param>
/// <param name="StateName">The finer name.</param>
/// <param name="Message">Why it is in that state; null for one that came through.</param>
/// <param name="Seconds">How long it ran.</param>
internal sealed record RunStatus(
    DateTimeOffset? Slot, Guid? BatchId, Guid RunId, string? Name, string? State, string? StateName, string? Message, double? Seconds);

/// <summary>A slot without a run.</summary>
internal sealed record SlotStatus(DateTimeOffset Slot, Guid BatchId);
