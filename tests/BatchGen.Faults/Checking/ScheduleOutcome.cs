using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Checking;

/// <summary>What became of a schedule.</summary>
internal sealed record ScheduleOutcome
{
    public required Schedule Schedule { get; init; }

    /// <summary>What is wrong; empty when nothing is.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Problems, records, timeline and output, for people.</summary>
    public required string Report { get; init; }

    /// <summary>Where everything is kept when something is wrong.</summary>
    public string Folder { get; init; } = "";

    public TimeSpan Took { get; init; }

    /// <summary>Records that the broker has.</summary>
    public required int Records { get; init; }

    public required int Lost { get; init; }

    /// <summary>Effects beyond the first of each record.</summary>
    public required int Repeated { get; init; }

    public required int DeadLettered { get; init; }

    public required int FellBack { get; init; }

    /// <summary>Processes that SIGKILL has ended.</summary>
    public required int Killed { get; init; }

    public required IReadOnlyList<TimeSpan> StopTimes { get; init; }

    public required IReadOnlyList<TimeSpan> RecoveryTimes { get; init; }
}
