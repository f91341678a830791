using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>BWT3302: what undoes a job is not undone by it.</summary>
internal sealed class CompensationDoesNotLoop() : SolutionRule(
    "BWT3302",
    CheckSeverity.Error,
    clause: "3.3",
    title: "Compensating jobs do not go round in a circle",
    description: "A job that compensates itself, directly or by others, repeats the failure that it is to make good.")
{
    public override IEnumerable<CheckFinding> Check(CheckContext context)
    {
        Dictionary<string, CheckedJob> jobs = context.Jobs
            .GroupBy(static job => job.Model.Name, StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        foreach (CheckedJob job in jobs.Values)
        {
            // Each circle is told once: by its first job in ordinal order.
            if (Circle(job, jobs) is { } circle && circle.Min(StringComparer.Ordinal) == job.Model.Name)
            {
                yield return On(
                    context,
                    job,
                    Anchor.Fallback("Compensate"),
                    $"Jobs compensate each other in a circle, {string.Join(" → ", circle.Append(circle[0]).Select(static name => $"'{name}'"))}: take Compensate from one of them");
            }
        }
    }

    private static List<string>? Circle(CheckedJob start, Dictionary<string, CheckedJob> jobs)
    {
        List<string> path = [];
        for (CheckedJob? at = start; at is not null && !path.Contains(at.Model.Name); at = Next(at, jobs))
        {
            path.Add(at.Model.Name);
            if (at.Spec.Fallback?.Compensate == start.Model.Name)
            {
                return path;
            }
        }

        return null;
    }

    private static CheckedJob? Next(CheckedJob job, Dictionary<string, CheckedJob> jobs) =>
        job.Spec.Fallback?.Compensate is { } name ? jobs.GetValueOrDefault(name) : null;
}
