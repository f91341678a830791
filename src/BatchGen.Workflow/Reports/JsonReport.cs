using System.Text.Json;
using System.Text.Json.Serialization;
using BatchGen.Workflow.Checks;

namespace BatchGen.Workflow.Reports;

/// <summary>A check as JSON, for programs: names and meaning stay; members may be added.</summary>
internal static class JsonReport
{
    public static string Write(CheckReport report) => JsonSerializer.Serialize(Of(report), ReportJson.Default.CheckJson) + "\n";

    private static CheckJson Of(CheckReport report) => new(
        CheckReport.Standard,
        report.Solution.Path.Replace('\\', '/'),
        report.ChecksFiles,
        new CountsJson(report.Count(CheckSeverity.Error), report.Count(CheckSeverity.Warning), report.Count(CheckSeverity.Info)),
        [.. report.Solution.Jobs.Select(pair => new CheckedJobJson(pair.Job.Name, pair.Project.Name, pair.Job.Generator))],
        [.. report.Findings.Select(finding => Of(finding, report))]);

    private static FindingJson Of(CheckFinding finding, CheckReport report) => new(
        finding.Rule.Id,
        finding.Rule.Name,
        finding.Severity.Text(),
        finding.Message,
        finding.Rule.Clause,
        finding.Rule.HelpUri,
        finding.Job,
        finding.Project,
        finding.Place is { } place ? report.Relative(place.File) : null,
        finding.Place?.Line,
        finding.Place?.Column);
}

/// <summary>The whole of a check.</summary>
internal sealed record CheckJson(
    string Standard, string Path, bool ChecksFiles, CountsJson Counts, IReadOnlyList<CheckedJobJson> Jobs, IReadOnlyList<FindingJson> Findings);

/// <summary>How many findings of each severity.</summary>
internal sealed record CountsJson(int Error, int Warning, int Info);

/// <summary>A job that was checked, and the BatchGen that built it.</summary>
internal sealed record CheckedJobJson(string Name, string Project, string Generator);

/// <summary>One finding; the file is relative to what was checked.</summary>
internal sealed record FindingJson(
    string Rule, string Name, string Severity, string Message, string Clause, string Help, string? Job, string Project, string? File, int? Line, int? Column);

/// <summary>How reports are written.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckJson))]
internal sealed partial class ReportJson : JsonSerializerContext;
