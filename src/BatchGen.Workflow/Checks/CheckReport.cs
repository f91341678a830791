using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Checks;

/// <summary>What a check of a solution came to.</summary>
/// <param name="Solution">What was checked.</param>
/// <param name="ChecksFiles">Whether the files beside the code were looked at.</param>
/// <param name="Findings">What was found: the most serious first, then by rule, project and place.</param>
internal sealed record CheckReport(BatchSolution Solution, bool ChecksFiles, IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>The version of the standard that is checked.</summary>
    public const string Standard = "Batch Workflow Standard 1.1.0";

    /// <summary>The sections of the standard, by number.</summary>
    public static IReadOnlyList<string> Sections { get; } =
    [
        "Architecture rules", "Scheduling and deployments", "Task design", "Kafka integration", "Testing and validation", "Documentation", "Compliance",
    ];

    public int Count(CheckSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Whether anything was found that is at least so serious.</summary>
    public bool Has(CheckSeverity threshold) => Findings.Any(finding => finding.Severity >= threshold);

    /// <summary>A path as reports write it: relative to what was checked, with <c>/</c>.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The folder of what was checked.</summary>
    public string Root => Directory.Exists(Solution.Path) ? Solution.Path : Path.GetDirectoryName(Solution.Path) ?? Solution.Path;
}
