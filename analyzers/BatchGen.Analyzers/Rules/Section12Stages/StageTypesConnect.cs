using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section12Stages;

/// <summary>BWS1202: what one stage gives is what the next one takes.</summary>
/// <remarks>
/// The same type, and not one that converts: records wait between stages as JSON of the type that the one names, and are read as the
/// type that the other names.
/// </remarks>
internal sealed class StageTypesConnect() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1202",
        RuleCategory.Stages,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A stage takes what the one before it gives",
        messageFormat: "{0} of job '{1}' takes '{2}', but {3} before it gives '{4}': write the same type in both",
        description: "Records pass from extract to transform to publish, each the same type on both sides.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec taker = job.Stages[index];
            if (Before(job, taker) is { Method.Output: { IsUnresolved: false } given } giver
                && taker.Method.Input is { IsUnresolved: false } taken
                && given.FullName != taken.FullName)
            {
                yield return new(
                    Anchor.Payload(index), taker.DisplayName, job.DisplayName, taken.DisplayName, giver.DisplayName, given.DisplayName);
            }
        }
    }

    // Of several, BWS1006 has said that there must be one.
    private static StageSpec? Before(JobSpec job, StageSpec stage)
    {
        StageKind? kind = stage.Kind switch
        {
            StageKind.Transform => StageKind.Extract,
            StageKind.Publish => StageKind.Transform,
            _ => null,
        };
        List<StageSpec> givers = [.. job.Stages.Where(other => other.Kind == kind)];
        return givers is [{ } single] ? single : null;
    }
}
