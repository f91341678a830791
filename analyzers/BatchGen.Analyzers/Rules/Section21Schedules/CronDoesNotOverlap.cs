using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Scheduling;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section21Schedules;

/// <summary>BWS2105: critical jobs of one environment do not run at the same time. A job that meets its own next run is BWS3206's.</summary>
internal sealed class CronDoesNotOverlap() : Rule(Definition), IJobSetRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS2105",
        RuleCategory.Schedules,
        DiagnosticSeverity.Warning,
        clause: "2.1",
        title: "Critical jobs do not run at the same time",
        messageFormat: "Critical job '{0}' runs while critical job '{1}' does, {2} a year, first on {3}: move one of the two schedules",
        description: "The schedules of jobs with Critical = true keep clear of each other, by the minutes that the jobs expect to take.",
        atCompilationEnd: true);

    public IEnumerable<JobFinding> Check(IReadOnlyList<JobSpec> jobs)
    {
        List<Timetable> critical = [];
        for (int index = 0; index < jobs.Count; index++)
        {
            if (jobs[index].Critical && ScheduledYear.Of(jobs[index]) is { } schedule)
            {
                critical.Add(new(index, ScheduledYear.Starts(schedule), Duration(jobs[index])));
            }
        }

        for (int later = 1; later < critical.Count; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                if (Compare(critical[earlier], critical[later], jobs) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private static JobFinding? Compare(Timetable first, Timetable second, IReadOnlyList<JobSpec> jobs)
    {
        if (first.FirstMeeting(second) is not var (startOfFirst, startOfSecond))
        {
            return null;
        }

        // The job that starts while the other runs; of two that start together the second, in an order that does not depend on the machine.
        (Timetable reported, Timetable other) = startOfFirst > startOfSecond ? (first, second) : (second, first);
        int meetings = reported.CountMeetings(other);
        return new(reported.Job, new(
            Anchor.Job("Cron"),
            jobs[reported.Job].DisplayName,
            jobs[other.Job].DisplayName,
            meetings == 1 ? "once" : $"{meetings} times",
            ScheduledYear.Text(Math.Max(startOfFirst, startOfSecond))));
    }

    // What is not stated counts as the minute in which the job starts, so that only jobs that start together meet.
    private static int Duration(JobSpec job) =>
        job.ExpectedMinutes is { } expected and > 0 ? expected : job.MaxMinutes is { } most and > 0 ? most : 1;
}
