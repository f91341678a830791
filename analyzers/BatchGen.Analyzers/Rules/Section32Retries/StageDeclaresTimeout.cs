using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3205: a stage says when an attempt has hung.</summary>
internal sealed class StageDeclaresTimeout() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3205",
        RuleCategory.Retries,
        DiagnosticSeverity.Error,
        clause: "3.2",
        title: "A stage declares its timeout",
        messageFormat: "{0} of job '{1}' states {2}: write {3}",
        description: "Every stage states how long one attempt may take, so that one that hangs is noticed and retried.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            if (RequiredArguments.Check(job, index, RequiredArguments.Timeout(job.Stages[index])) is { } finding)
            {
                yield return finding;
            }
        }
    }
}
