using BatchGen.Analyzers.Scheduling;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Graphs;

/// <summary>One run of a job on the day that is shown, in minutes from midnight UTC; it is cut where the day ends.</summary>
/// <param name="Start">When it starts.</param>
/// <param name="Minutes">How long it is expected to take.</param>
/// <param name="MeetsCritical">Whether a run of another critical job goes on at the same time, and this job is critical too.</param>
internal sealed record PlannedRun(int Start, int Minutes, bool MeetsCritical);

/// <summary>The runs of a job on the day.</summary>
internal sealed record PlannedJob(JobModel Job, IReadOnlyList<PlannedRun> Runs);

/// <summary>The timetable of one day: of the next four weeks of the year over which schedules are compared, the one with the most jobs.</summary>
internal sealed record DayPlan(DateTime Day, IReadOnlyList<PlannedJob> Jobs)
{
    private const int Minutes = 24 * 60;

    // The year of ScheduledYear: the same page on every day.
    private static readonly DateTime FirstDay = new(2028, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static DayPlan Of(BatchSolution solution)
    {
        IReadOnlyList<(JobModel Job, CronExpression Cron)> scheduled =
        [
            .. solution.Jobs.Select(static pair => (pair.Job, Cron: ScheduledYear.Of(pair.Job.Spec))).Where(static pair => pair.Cron is not null).Select(static pair => (pair.Job, pair.Cron!)),
        ];
        DateTime day = Enumerable.Range(0, 28)
            .Select(static offset => FirstDay.AddDays(offset))
            .MaxBy(day => scheduled.Count(pair => pair.Cron.Starts(day, 1).Any()));
        IReadOnlyList<(JobModel Job, int[] Starts, int Minutes)> runs = [.. scheduled.Select(pair => (pair.Job, pair.Cron.Starts(day, 1).ToArray(), Duration(pair.Job)))];
        return new DayPlan(day, [.. runs.Select(own => new PlannedJob(own.Job,
            [.. own.Starts.Select(start => new PlannedRun(start, Math.Min(own.Minutes, Minutes - start), Meets(own, start, runs)))]))]);
    }

    private static bool Meets((JobModel Job, int[] Starts, int Minutes) own, int start, IReadOnlyList<(JobModel Job, int[] Starts, int Minutes)> all) =>
        own.Job.Spec.Critical && all.Any(other => other.Job.Spec.Critical && !ReferenceEquals(other.Job, own.Job)
            && other.Starts.Any(others => others < start + own.Minutes && start < others + other.Minutes));

    // As BWS2105 takes it.
    private static int Duration(JobModel job) =>
        job.Spec.ExpectedMinutes is { } expected and > 0 ? expected : job.Spec.MaxMinutes is { } most and > 0 ? most : 1;
}
