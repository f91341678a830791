using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Scheduling;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section21Schedules;

/// <summary>BWS2104: a schedule has a next date.</summary>
internal sealed class CronCanFire() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS2104",
        RuleCategory.Schedules,
        DiagnosticSeverity.Error,
        clause: "2.1",
        title: "A schedule has a next date",
        messageFormat: "Cron '{0}' of job '{1}' never starts it: no month of '{2}' has the day of the month '{3}'; write a day that exists",
        description: "A schedule that is well formed can still name only days that no calendar has, such as 30 February.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        if (job.Cron is { } cron && CronParser.Parse(cron).Expression is { CanFire: false })
        {
            List<CronPiece> fields = CronPiece.Fields(cron);
            (CronPiece day, CronPiece month) = (fields[2], fields[3]);
            yield return new(Anchor.Job("Cron").Within(day.Offset, day.Text.Length), cron, job.DisplayName, month.Text, day.Text);
        }
    }
}
