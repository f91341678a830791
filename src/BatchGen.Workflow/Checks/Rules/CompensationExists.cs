using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>BWT3301: a compensating run is triggered by name, and only when something has failed already.</summary>
internal sealed class CompensationExists() : SolutionRule(
    "BWT3301",
    CheckSeverity.Warning,
    clause: "3.3",
    title: "The job of Compensate exists and can be run",
    description: "Nobody notices a wrong name before the first failure, when the compensating run does not come.")
{
    public override IEnumerable<CheckFinding> Check(CheckContext context)
    {
        ILookup<string, CheckedJob> jobs = context.Jobs.ToLookup(static job => job.Model.Name, StringComparer.Ordinal);
        foreach (CheckedJob job in context.Jobs)
        {
            if (job.Spec.Fallback?.Compensate is not { Length: > 0 } name || jobs[name].Any(static other => other.Model.IsRun))
            {
                continue;
            }

            string problem = jobs.Contains(name)
                ? $"is a job that only its topic starts: name one with an [Extract] stage"
                : $"is no job of the projects that were checked: correct the name, or check its project together with this one";
            yield return On(context, job, Anchor.Fallback("Compensate"), $"Compensate of job '{job.Model.Name}' names '{name}', which {problem}");
        }
    }
}
