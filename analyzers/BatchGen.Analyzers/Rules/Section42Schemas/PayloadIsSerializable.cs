using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section42Schemas;

/// <summary>BWS4204: what is written to a topic must be there when it is read.</summary>
internal sealed class PayloadIsSerializable() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4204",
        RuleCategory.Schemas,
        DiagnosticSeverity.Error,
        clause: "4.2",
        title: "A payload can be written and read back",
        messageFormat: "'{0}' in the payload of {1} of job '{2}' {3}; write a type with public properties, or put [JsonIgnore] or "
            + "a [JsonConverter] on the member",
        description: "Payloads are JSON on the topic: every member must have a form there from which it can be read back.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        HashSet<string> reported = new(StringComparer.Ordinal);
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Payload is not { } payload || payload.Type.IsUnresolved || !reported.Add(payload.Type.FullName))
            {
                continue;
            }

            foreach (PayloadProblem problem in payload.Problems)
            {
                yield return new(
                    problem.Member is { } member ? Anchor.PayloadMember(index, member) : Anchor.Payload(index),
                    problem.Path,
                    stage.DisplayName,
                    job.DisplayName,
                    problem.Reason);
            }
        }
    }
}
