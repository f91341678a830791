using System.Text.Json.Nodes;

namespace BatchGen.Cli.Prefect.Models;

/// <summary>A run of a deployment.</summary>
internal sealed record FlowRun
{
    public required Guid Id { get; init; }

    /// <summary>The name that Prefect makes up: <c>quick-otter</c>.</summary>
    public string? Name { get; init; }

    public Guid? DeploymentId { get; init; }

    /// <summary>See <see cref="RunStates"/>.</summary>
    public string? StateType { get; init; }

    /// <summary>A finer name than the type, for people: <c>Late</c>, <c>AwaitingConcurrencySlot</c>.</summary>
    public string? StateName { get; init; }

    public RunState? State { get; init; }

    public JsonObject? Parameters { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The slot of a scheduled run; for any other the time at which it was made.</summary>
    public DateTimeOffset? ExpectedStartTime { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Seconds that it was running, all its own runs together.</summary>
    public double? TotalRunTime { get; init; }

    public bool AutoScheduled { get; init; }

    public bool IsDone => RunStates.IsFinal(StateType);

    public bool IsCompleted => StateType == RunStates.Completed;

    /// <summary>The state for people.</summary>
    public string StateText => StateName ?? StateType ?? "without a state";
}

/// <summary>A state of a run.</summary>
/// <param name="Type">See <see cref="RunStates"/>.</param>
/// <param name="Name">The finer name.</param>
/// <param name="Message">Why; the exception of a run that failed.</param>
internal sealed record RunState(string? Type, string? Name, string? Message);

/// <summary>A task of a run: a stage.</summary>
internal sealed record TaskRun
{
    public required Guid Id { get; init; }

    /// <summary>The task's name, with a number that tells its calls apart: <c>extract-0</c>.</summary>
    public string? Name { get; init; }

    public string? StateType { get; init; }

    public string? StateName { get; init; }

    /// <summary>How many attempts there were.</summary>
    public int RunCount { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public double? TotalRunTime { get; init; }
}

/// <summary>The types of states that this tool tells apart.</summary>
internal static class RunStates
{
    public const string Scheduled = "SCHEDULED";
    public const string Completed = "COMPLETED";
    public const string Failed = "FAILED";
    public const string Cancelled = "CANCELLED";
    public const string Cancelling = "CANCELLING";
    public const string Crashed = "CRASHED";

    /// <summary>Whether a run in this state will do nothing more by itself.</summary>
    public static bool IsFinal(string? type) => type is Completed or Failed or Cancelled or Crashed;
}
