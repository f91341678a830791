using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3201: the stages of a run say how often and how far apart they are attempted; that of a load is BWS4406's.</summary>
internal sealed class StageDeclaresRetry() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3201",
        RuleCategory.Retries,
        DiagnosticSeverity.Error,
        clause: "3.2",
        title: "A stage declares its retry",
        messageFormat: "{0} of job '{1}' states {2}: write {3}",
        description: "Every stage of a run states its attempts and its first wait, which doubles: there is no default that fits every source.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Kind != StageKind.Load && RequiredArguments.Check(job, index, RequiredArguments.Retry(stage)) is { } finding)
            {
                yield return finding;
            }
        }
    }
}
