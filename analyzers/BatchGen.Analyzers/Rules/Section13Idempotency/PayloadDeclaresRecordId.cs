using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section13Idempotency;

/// <summary>BWS1301: without exactly one record id a retry cannot be told from a new record.</summary>
internal sealed class PayloadDeclaresRecordId() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1301",
        RuleCategory.Idempotency,
        DiagnosticSeverity.Error,
        clause: "1.3",
        title: "A payload declares its record id",
        messageFormat: "Payload '{0}' of [{1}] method '{2}' has {3}: mark the one member that identifies a record with [RecordId]",
        description: "The record id makes a retry recognizable: it becomes 'record_id' in the envelope and the message key.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        HashSet<string> reported = new(StringComparer.Ordinal);
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Payload is not { RecordIds.Count: not 1 } payload || payload.Type.IsUnresolved || !reported.Add(payload.Type.FullName))
            {
                continue;
            }

            bool several = payload.RecordIds.Count > 1;
            yield return new(
                several ? Anchor.PayloadMember(index, payload.RecordIds[1].Name) : Anchor.Payload(index),
                payload.Type.DisplayName,
                stage.Kind,
                stage.Method.Name,
                several ? $"{payload.RecordIds.Count} record ids ({string.Join(", ", payload.RecordIds.Select(static id => id.Name))})" : "no record id");
        }
    }
}
