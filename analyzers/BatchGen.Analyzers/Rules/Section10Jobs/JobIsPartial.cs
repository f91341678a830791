using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>BWS1001: the generator writes another part of the class, so the class and every type around it must allow one.</summary>
internal sealed class JobIsPartial() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1001",
        RuleCategory.Jobs,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A job and the types around it are partial",
        messageFormat: "Job '{0}' cannot be generated: write 'partial' on {1}",
        description: "The generator writes the job's plan, producer, consumer loop and publish body into another part of the class.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        List<string> missing = [.. job.Declaration.ContainingTypes.Append(job.Declaration.Header)
            .Where(static type => !type.IsPartial)
            .Select(static type => $"{type.Keyword} '{type.Name}'")];
        if (missing.Count > 0)
        {
            yield return new(Anchor.Type, job.Declaration.NestedName, string.Join(" and ", missing));
        }
    }
}
