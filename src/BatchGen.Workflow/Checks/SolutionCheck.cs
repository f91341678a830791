using BatchGen.Workflow.Checks.Rules;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Checks;

/// <summary>Checks a solution as a whole: all that its assemblies and files say, and nothing that only the compiler sees.</summary>
internal static class SolutionCheck
{
    /// <param name="solution">The solution.</param>
    /// <param name="readsFiles">Whether the files beside the code are checked as well.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static CheckReport Run(BatchSolution solution, bool readsFiles, CancellationToken cancellationToken)
    {
        CheckContext context = new(solution, readsFiles);
        List<CheckFinding> findings = [.. AnalyzerRules.Check(context, cancellationToken)];
        foreach (SolutionRule rule in SolutionRules.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            findings.AddRange([.. rule.Check(context).Where(finding => rule is not GeneratedFileIsCurrent || !IsSaid(finding, findings))]);
        }

        return new CheckReport(
            solution,
            context.ProjectsWithFiles.Any(),
            [
                .. findings
                    .OrderByDescending(static finding => finding.Severity)
                    .ThenBy(static finding => finding.Rule.Id, StringComparer.Ordinal)
                    .ThenBy(static finding => finding.Project, StringComparer.Ordinal)
                    .ThenBy(static finding => finding.Place?.File, StringComparer.Ordinal)
                    .ThenBy(static finding => finding.Place?.Line)
                    .ThenBy(static finding => finding.Job, StringComparer.Ordinal),
            ]);
    }

    // A file that is missing is named in the finding; one that is there is where the finding stands.
    private static bool IsSaid(CheckFinding generated, List<CheckFinding> findings) => findings.Any(finding =>
        finding.Project == generated.Project
        && (finding.Place?.File == generated.Place!.File || finding.Message.Contains(generated.Message[..(generated.Message.IndexOf('\'', 1) + 1)], StringComparison.Ordinal)));
}
