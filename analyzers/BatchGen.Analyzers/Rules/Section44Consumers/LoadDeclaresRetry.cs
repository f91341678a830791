using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Rules.Section32Retries;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4406: a consumer says how often a record is attempted before it is dead-lettered.</summary>
internal sealed class LoadDeclaresRetry() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4406",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A load stage declares its retry",
        messageFormat: "{0} of job '{1}' states {2}: write {3}",
        description: "A consumer retries with backoff before a record goes to the dead-letter topic: attempts and first wait are stated.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Kind == StageKind.Load && RequiredArguments.Check(job, index, RequiredArguments.Retry(stage)) is { } finding)
            {
                yield return finding;
            }
        }
    }
}
