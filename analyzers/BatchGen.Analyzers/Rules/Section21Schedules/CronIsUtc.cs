using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section21Schedules;

/// <summary>BWS2103: schedules are in UTC; a zone with summer time would start a job twice, or not at all, in one night of the year.</summary>
internal sealed class CronIsUtc() : Rule(Definition), IJobRule
{
    private const string Utc = "UTC";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS2103",
        RuleCategory.Schedules,
        DiagnosticSeverity.Error,
        clause: "2.1",
        title: "A schedule is in UTC",
        messageFormat: "Job '{0}' states TimeZone = \"{1}\", but its schedule runs in UTC: "
            + "write TimeZone = \"UTC\", and the hours of Cron in UTC",
        description: "Every schedule is read in UTC, whatever the attribute states, so that no other time zone can be stated.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        if (job.TimeZone is { } zone && zone != Utc)
        {
            yield return new(Anchor.Job("TimeZone"), job.DisplayName, zone)
            {
                Properties = ImmutableDictionary<string, string?>.Empty.Add(JobArgument.ValueProperty, Utc),
            };
        }
    }
}
