using BatchGen.Cli.Output;
using BatchGen.Hosting.Reports;
using BatchGen.Workflow.Checks;
using Spectre.Console;

namespace BatchGen.Cli.Commands.Check;

/// <summary>Findings for a terminal.</summary>
internal static class FindingTable
{
    public static void Write(CheckReport report)
    {
        if (report.Findings.Count > 0)
        {
            Table table = new() { Border = TableBorder.Rounded, ShowRowSeparators = true };
            table.AddColumns("severity", "rule", "job", "what", "where");
            table.Columns[0].NoWrap();
            table.Columns[1].NoWrap();
            foreach (CheckFinding finding in report.Findings)
            {
                table.AddRow(
                    $"[{Color(finding.Severity)}]{finding.Severity.Text()}[/]",
                    $"{finding.Rule.Id}\n{finding.Rule.Name}\n[dim]standard {finding.Rule.Clause}[/]",
                    Escape(finding.Job),
                    Escape(finding.Message),
                    Escape(Where(finding, report)));
            }

            ReportConsole.Create().Write(table);
        }

        int jobs = report.Solution.Jobs.Count();
        string files = report.ChecksFiles ? "" : " (without the files beside their code)";
        Console.Out.WriteLine(
            $"{PlainText.Count(jobs, "job", "jobs")} of {PlainText.Count(report.Solution.Projects.Count, "project", "projects")} checked{files}: "
            + $"{PlainText.Count(report.Count(CheckSeverity.Error), "error", "errors")}, {PlainText.Count(report.Count(CheckSeverity.Warning), "warning", "warnings")}, "
            + $"{PlainText.Count(report.Count(CheckSeverity.Info), "note", "notes")}.");
    }

    private static string Where(CheckFinding finding, CheckReport report) => finding.Place is { } place
        ? $"{report.Relative(place.File)}{(place.Line is { } line ? $":{line}" : "")}"
        : finding.Project;

    private static string Color(CheckSeverity severity) => severity switch
    {
        CheckSeverity.Error => "red",
        CheckSeverity.Warning => "yellow",
        _ => "blue",
    };

    private static string Escape(string? text) => Markup.Escape(PlainText.Line(text, 1000));
}
