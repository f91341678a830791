using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section42Schemas;

/// <summary>BWS4205: without a serializer context a payload is written and read by reflection, which trimming and AOT do not allow.</summary>
internal sealed class PayloadHasSerializerContext() : Rule(Definition), IJobInCompilationRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4205",
        RuleCategory.Schemas,
        DiagnosticSeverity.Info,
        clause: "4.2",
        title: "A payload has a serializer context",
        messageFormat: "Payload '{0}' of {1} of job '{2}' is in no JsonSerializerContext, so that it is written and read by reflection: "
            + "add [JsonSerializable(typeof({3}))] to one",
        description: "A JsonSerializerContext writes and reads payloads without reflection: faster at the start, and fit for trimming and AOT.");

    public IEnumerable<Finding> Check(JobSpec job, JobSurroundings surroundings)
    {
        if (surroundings.Known.JsonSerializerContext is null)
        {
            yield break;
        }

        SerializerContexts contexts = SerializerContexts.Of(surroundings.Known);
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Payload is { Type: { IsUnresolved: false } type, Problems.Count: 0 }
                && seen.Add(type.FullName)
                && !contexts.Cover(type, surroundings.CancellationToken))
            {
                yield return new(Anchor.Payload(index), type.DisplayName, stage.DisplayName, job.DisplayName, type.Text);
            }
        }
    }
}
