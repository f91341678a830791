using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Rules.Section33Fallbacks.Secrets;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section33Fallbacks;

/// <summary>BWS3302: what is put into the fallback store is still there when somebody comes to replay it.</summary>
internal sealed class FallbackIsDurable() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3302",
        RuleCategory.Fallbacks,
        DiagnosticSeverity.Error,
        clause: "3.3",
        title: "A fallback store is durable",
        messageFormat: "The fallback store of job '{0}' {1}: write a folder by its absolute path, like '{2}', "
            + "or a bucket, like 's3://bucket/prefix'",
        description: "A record that failed for good is kept in a durable store, a folder or a bucket, that a restart and a clean-up leave alone.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        // A store with a password in it is BWS3304's, whose message does not repeat it.
        if (job is { Fallback.Store: { } store, IsUnresolved: false }
            && SecretText.KindOf(store) is null
            && FallbackStore.ProblemOf(store) is { } problem)
        {
            yield return new(Anchor.Fallback("store"), job.DisplayName, problem, JobDeclaresFallback.Store);
        }
    }
}
