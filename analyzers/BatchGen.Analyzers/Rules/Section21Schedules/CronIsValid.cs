using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Scheduling;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section21Schedules;

/// <summary>BWS2102: a schedule is written so that every scheduler reads the same from it.</summary>
internal sealed class CronIsValid() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS2102",
        RuleCategory.Schedules,
        DiagnosticSeverity.Error,
        clause: "2.1",
        title: "A schedule is five plain cron fields",
        messageFormat: "Cron '{0}' of job '{1}' {2}: {3}",
        description: "Five fields of *, numbers, names, ranges, lists and steps; what one dialect of cron adds, another reads otherwise.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        // An empty schedule beside no trigger is BWS2101's: it says nothing.
        if (job.Cron is { } cron
            && !(string.IsNullOrWhiteSpace(cron) && string.IsNullOrWhiteSpace(job.Trigger))
            && CronParser.Parse(cron).Problem is { } problem)
        {
            yield return new(Anchor.Job("Cron").Within(problem.Offset, problem.Length), cron, job.DisplayName, problem.Found, problem.Remedy);
        }
    }
}
