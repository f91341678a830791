using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3202: stated numbers of an extract stage; that they are stated at all is BWS3201's.</summary>
internal sealed class ExtractRetryMeetsStandard() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3202",
        RuleCategory.Retries,
        DiagnosticSeverity.Error,
        clause: "3.2",
        title: "An extract stage retries as the standard asks",
        messageFormat: "[Extract] method '{0}' of job '{1}' states {2} = {3}: the standard asks for {4}",
        description: "An extract stage makes at least 3 attempts, 1 to 5 minutes apart, so that a short outage of its source passes.");

    private static readonly StageBounds Bounds = StageBounds.Of(StageKind.Extract);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Kind != StageKind.Extract)
            {
                continue;
            }

            foreach (BoundBreach breach in Bounds.Check(stage))
            {
                yield return new(
                    Anchor.Stage(index, breach.Argument),
                    stage.Method.Name,
                    job.Name ?? job.Declaration.NestedName,
                    breach.Argument,
                    breach.Stated,
                    breach.Wanted)
                {
                    Properties = breach.ToProperties(),
                };
            }
        }
    }
}
