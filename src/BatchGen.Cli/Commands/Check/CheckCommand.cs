using System.CommandLine;
using BatchGen.Cli.Output;
using BatchGen.Workflow.Checks;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Reports;

namespace BatchGen.Cli.Commands.Check;

/// <summary><c>check</c>: what whole solutions show, and what is not current.</summary>
internal static class CheckCommand
{
    private const string Table = "table";

    public static Command Create()
    {
        ProjectOptions projects = new();
        Option<string> format = new("--format") { Description = "How findings are written. Default: table, or with --json json.", DefaultValueFactory = static _ => Table, HelpName = "format" };
        format.AcceptOnlyFromAmong(Table, "markdown", "sarif", "json");
        Option<string?> output = new("--output", "-o") { Description = "Write to this file instead of standard output; not with a table.", HelpName = "file" };
        Option<string> severity = new("--severity") { Description = "End with 1 for findings at least so serious. Default: warning.", DefaultValueFactory = static _ => "warning", HelpName = "severity" };
        severity.AcceptOnlyFromAmong("error", "warning", "info");
        Option<bool> noFiles = new("--no-files") { Description = "Check the jobs of the assemblies alone, and no file beside their code." };
        Option<bool> json = CommonOptions.Json();
        Command command = new(
            "check",
            "Check a solution as a whole: schedules, names, groups, topics and schemas of all jobs together, their documents and deployments, and whether all "
            + "that is generated is current. Ends with 1 when something is found.");
        projects.AddTo(command);
        foreach (Option option in new Option[] { format, output, severity, noFiles, json })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is not null && (result.GetValue(format) ?? Table) == Table && !result.GetValue(json))
            {
                result.AddError("--output needs --format markdown, sarif or json: a table is for the terminal.");
            }
        });
        command.SetAction((result, token) => ToolHost.RunAsync(async () =>
        {
            BatchSolution solution = await projects.ReadAsync(result, token).ConfigureAwait(false);
            CheckReport report = SolutionCheck.Run(solution, readsFiles: !result.GetValue(noFiles), token);
            string written = result.GetValue(json) ? "json" : result.GetRequiredValue(format);
            if (written == Table)
            {
                FindingTable.Write(report);
            }
            else
            {
                await ReportFile.WriteAsync(Text(report, written), result.GetValue(output), token).ConfigureAwait(false);
            }

            return report.Has(Enum.Parse<CheckSeverity>(result.GetRequiredValue(severity), ignoreCase: true)) ? ToolExitCodes.Findings : ExitCodes.Done;
        }));
        return command;
    }

    private static string Text(CheckReport report, string format) => format switch
    {
        "markdown" => MarkdownReport.Write(report),
        "sarif" => SarifReport.Write(report, ToolVersion.Text),
        _ => JsonReport.Write(report),
    };
}
