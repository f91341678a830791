using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section13Idempotency;

/// <summary>BWS1304: a job says why running a batch twice has no further effect.</summary>
internal sealed class JobStatesIdempotency() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1304",
        RuleCategory.Idempotency,
        DiagnosticSeverity.Error,
        clause: "1.3",
        title: "A job states why it may be repeated",
        messageFormat: "Job '{0}' does not say why running a batch twice has no further effect: "
            + "write Idempotency = \"Upsert by record_id.\" or what it does",
        description: "Every job has an idempotency note, a sentence that goes into its template: who repeats a batch at night relies on it.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        if (string.IsNullOrWhiteSpace(job.Idempotency) && !job.IsUnresolved)
        {
            yield return new(Anchor.Job("Idempotency"), job.DisplayName)
            {
                Properties = job.Stages.Count == 0
                    ? ImmutableDictionary<string, string?>.Empty
                    : ImmutableDictionary<string, string?>.Empty.Add(JobArgument.ValueProperty, IdempotencyNote.For(job)),
            };
        }
    }
}
