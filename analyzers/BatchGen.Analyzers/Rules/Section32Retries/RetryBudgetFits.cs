using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Scheduling;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3206: the attempts that a job declares have room before its next run, and within the time that it allows itself.</summary>
internal sealed class RetryBudgetFits() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3206",
        RuleCategory.Retries,
        DiagnosticSeverity.Warning,
        clause: "3.2",
        title: "A job's attempts fit into its time",
        messageFormat: "Job '{0}' can take {1} before its last attempts are over, but {2} {3}: "
            + "leave it more time, or state fewer or shorter attempts",
        description: "The attempts of extract, transform and publish, their timeouts and waits, fit into the time to the next slot and into MaxMinutes.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        if (RetryBudget.Of(job) is not { } budget)
        {
            yield break;
        }

        long? slot = Slot(job);
        long? limit = job.MaxMinutes is { } most and > 0 ? most * 60L : null;

        // The tighter of the two: who makes room for it has made room for the other.
        if (budget > limit && !(slot < limit))
        {
            yield return new(
                Anchor.Job("MaxMinutes"), job.DisplayName, DurationText.Of(budget), "MaxMinutes allows it", DurationText.Of(limit.Value));
        }
        else if (budget > slot)
        {
            string found = job.Concurrency > 1 ? $"Concurrency = {job.Concurrency} and its schedule leave it" : "its next run starts after";
            yield return new(Anchor.Job("Cron"), job.DisplayName, DurationText.Of(budget), found, DurationText.Of(slot.Value));
        }
    }

    // Where runs may overlap it is the run after them that has to wait.
    private static long? Slot(JobSpec job) =>
        ScheduledYear.Of(job) is { } schedule ? ScheduledYear.ShortestSpan(schedule, Math.Max(1, job.Concurrency ?? 1)) * 60L : null;
}
