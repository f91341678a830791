using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Rules.Section10Jobs;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section21Schedules;

/// <summary>BWS2101: a job says what starts it; one that only consumes is started by its topic.</summary>
internal sealed class JobDeclaresTrigger() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS2101",
        RuleCategory.Schedules,
        DiagnosticSeverity.Error,
        clause: "2.1",
        title: "A job declares what starts it",
        messageFormat: "Job '{0}' does not say what starts it: "
            + "write Cron = \"0 2 * * *\" (in UTC) for a recurring job, or Trigger = \"{1}\"",
        description: "A recurring job has a schedule in UTC, an ad-hoc job documents how it is started; a consumer job has its topic.");

    /// <summary>How a job is started by hand.</summary>
    public static string Manual(JobSpec job) => $"manual: batchgen run {JobName.Of(job)}";

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        // Without stages it may yet become a consumer; that they are missing is BWS1201's.
        if (job.IsUnresolved
            || job.IsStartedByTopic
            || job.Stages.Count == 0
            || !string.IsNullOrWhiteSpace(job.Cron)
            || !string.IsNullOrWhiteSpace(job.Trigger))
        {
            yield break;
        }

        string manual = Manual(job);
        yield return new(Anchor.Job(job.Trigger is null ? "Cron" : "Trigger"), job.DisplayName, manual)
        {
            // Who left a schedule empty meant to have one: only they know which.
            Properties = job.Cron is null
                ? ImmutableDictionary<string, string?>.Empty.Add(JobArgument.ValueProperty, manual)
                : ImmutableDictionary<string, string?>.Empty,
        };
    }
}
