using System.Globalization;
using System.Text;
using BatchGen.Workflow.Checks;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Reports;

/// <summary>A check as the compliance report of a pull request (standard 7): what was checked, how, and what was found.</summary>
internal sealed class MarkdownReport
{
    private readonly CheckReport _report;
    private readonly StringBuilder _text = new();

    private MarkdownReport(CheckReport report) => _report = report;

    public static string Write(CheckReport report)
    {
        MarkdownReport markdown = new(report);
        markdown.Head();
        markdown.Findings();
        markdown.Sections();
        markdown.Jobs();
        markdown.Generated();
        return markdown._text.ToString();
    }

    private void Head()
    {
        Line($"# Compliance with the {CheckReport.Standard}");
        Line();
        string verdict = _report.Findings.Count == 0 ? "Nothing was found." : $"{Count(CheckSeverity.Error, "error", "errors")}, {Count(CheckSeverity.Warning, "warning", "warnings")}, {Count(CheckSeverity.Info, "note", "notes")}.";
        Line($"**{verdict}** Checked: {_report.Solution.Jobs.Count()} jobs of {_report.Solution.Projects.Count} projects, "
            + $"{(_report.ChecksFiles ? "with" : "without")} the files beside their code, by `batchgen check`.");
        Line();
    }

    private void Findings()
    {
        Line("## Findings");
        Line();
        if (_report.Findings.Count == 0)
        {
            Line("None.");
            Line();
            return;
        }

        Line("| severity | rule | clause | job | what | where |");
        Line("|---|---|---|---|---|---|");
        foreach (CheckFinding finding in _report.Findings)
        {
            Line($"| {finding.Severity.Text()} | {Link(finding.Rule)} | {finding.Rule.Clause} | {MarkdownEscape.Text(finding.Job ?? "")} | {MarkdownEscape.Text(finding.Message)} | {Where(finding)} |");
        }

        Line();
    }

    private void Sections()
    {
        Line("## By section of the standard");
        Line();
        Line("| section | rules judged here | kept by generation | judged when compiling | findings |");
        Line("|---|---|---|---|---|");
        for (int section = 1; section <= CheckReport.Sections.Count; section++)
        {
            IReadOnlyList<CheckRule> rules = [.. ReportRules.All.Where(rule => rule.Section == section)];
            int Of(params RulePlace[] places) => rules.Count(rule => places.Contains(ReportRules.PlaceOf(rule)));
            int findings = _report.Findings.Count(finding => finding.Rule.Section == section);
            Line(string.Create(
                CultureInfo.InvariantCulture,
                $"| {section} {CheckReport.Sections[section - 1]} | {Of(RulePlace.Job, RulePlace.Solution, RulePlace.Files)} | {Of(RulePlace.Generator)} | {Of(RulePlace.Compiler)} | {(findings == 0 ? "none" : findings)} |"));
        }

        Line();
        Line("Section 5 (tests, and the checklist before a release) is not judged from assemblies: `batchgen release JOB` goes through it and keeps the evidence.");
        Line();
    }

    private void Jobs()
    {
        Line("## By job");
        Line();
        foreach (BatchProject project in _report.Solution.Projects)
        {
            foreach (JobModel job in project.Jobs)
            {
                Job(project, job);
            }
        }
    }

    private void Job(BatchProject project, JobModel job)
    {
        // What is about a file of the project is about each of its jobs.
        IReadOnlyList<CheckFinding> own = [.. _report.Findings.Where(finding => finding.Project == project.Name && (finding.Job ?? job.Name) == job.Name)];
        Line("<details>");
        Line($"<summary>{Html(job.Name)} of {Html(project.Name)}: {(own.Count == 0 ? "nothing found" : $"{own.Count} found")}</summary>");
        Line();
        Line($"Owner: {MarkdownEscape.Text(job.Spec.Owner ?? "not stated")}. Class: `{job.Spec.Declaration.Type.DisplayName}`. {Documents(project, job)}");
        Line();
        Line("| rule | clause | status |");
        Line("|---|---|---|");
        foreach (CheckRule rule in ReportRules.All.Where(rule => ReportRules.PlaceOf(rule) != RulePlace.Compiler && rule.Section > 0))
        {
            int count = own.Count(finding => finding.Rule.Id == rule.Id);
            Line($"| {Link(rule)} | {rule.Clause} | {Status(rule, count, project)} |");
        }

        Line();
        Line("</details>");
        Line();
    }

    private string Status(CheckRule rule, int count, BatchProject project) => ReportRules.PlaceOf(rule) switch
    {
        _ when count > 0 => $"**{rule.Severity.Text()}** ({count})",
        RulePlace.Generator => "kept: no code would have been generated otherwise",
        RulePlace.Files when !_report.ChecksFiles || project.ProjectFile is null => "not checked: files were left out",
        _ => "kept",
    };

    private string Documents(BatchProject project, JobModel job)
    {
        string folder = project.ProjectFile is null ? project.DocumentsOf(job) : _report.Relative(project.FullPath(project.DocumentsOf(job)));
        return $"Template: [{folder}/template.md]({Target(folder)}/template.md). Runbook: [{folder}/runbook.md]({Target(folder)}/runbook.md).";
    }

    private void Generated()
    {
        Line("## What is generated and so cannot be wrong");
        Line();
        foreach (string line in GeneratedByDesign.Lines)
        {
            Line($"- {line}");
        }

        Line();
        Line("Rules about code (swallowed failures, blocking calls, commits before processing and so on) are judged when the projects are compiled; "
            + "their build is the evidence for them, and a suppression needs a reason (BWS7101).");
    }

    private string Where(CheckFinding finding) => finding.Place is { } place
        ? $"[{MarkdownEscape.Text(_report.Relative(place.File))}{(place.Line is { } line ? $":{line}" : "")}]({Target(_report.Relative(place.File))}{(place.Line is { } at ? $"#L{at}" : "")})"
        : MarkdownEscape.Text(finding.Project);

    private string Count(CheckSeverity severity, string one, string many) => _report.Count(severity) is var count && count == 1 ? $"1 {one}" : $"{count} {many}";

    private static string Target(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Link(CheckRule rule) => $"[{rule.Id} {rule.Name}]({rule.HelpUri})";

    private static string Html(string text) => System.Net.WebUtility.HtmlEncode(text);

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
