using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>BWS1004: a name means one job: in commands, consumer groups, deployments and documents.</summary>
internal sealed class JobNameIsUnique() : Rule(Definition), IJobSetRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1004",
        RuleCategory.Jobs,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A job's name is its own",
        messageFormat: "Job '{0}' of class '{1}' has the name of '{2}': give one of them another name",
        description: "Commands and metrics cannot tell two jobs of one name apart; they share a consumer group, a deployment and a runbook.",
        atCompilationEnd: true);

    public IEnumerable<JobFinding> Check(IReadOnlyList<JobSpec> jobs)
    {
        IEnumerable<IGrouping<string, int>> named = Enumerable.Range(0, jobs.Count)
            .Where(index => !string.IsNullOrWhiteSpace(jobs[index].Name))
            .GroupBy(index => jobs[index].Name!, StringComparer.Ordinal);
        foreach (IGrouping<string, int> same in named.Where(static same => same.Skip(1).Any()))
        {
            foreach (int index in same)
            {
                IEnumerable<string> others = same.Where(other => other != index).Select(other => ClassOf(jobs[other]));
                yield return new(index, new(Anchor.Job("name"), same.Key, ClassOf(jobs[index]), string.Join("', '", others)));
            }
        }
    }

    private static string ClassOf(JobSpec job) => job.Declaration.Type.DisplayName;
}
