using System.CommandLine;
using BatchGen.Cli.Output;
using BatchGen.Workflow.Graphs;
using BatchGen.Workflow.Models;

namespace BatchGen.Cli.Commands.Graph;

/// <summary><c>graph</c>: the jobs of a solution and what connects them.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        ProjectOptions projects = new();
        Option<string> format = new("--format") { Description = "mermaid for documents, html for one page to look at. Default: mermaid.", DefaultValueFactory = static _ => "mermaid", HelpName = "format" };
        format.AcceptOnlyFromAmong("mermaid", "html");
        Option<string?> output = new("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "file" };
        Command command = new("graph", "Draw the jobs of a solution: what starts them, stages, topics, consumer groups, dead letters and fallback stores.");
        projects.AddTo(command);
        command.Add(format);
        command.Add(output);
        Option<bool> json = CommonOptions.Json();
        command.Add(json);
        command.SetAction((result, token) => ToolHost.RunAsync(async () =>
        {
            BatchSolution solution = await projects.ReadAsync(result, token).ConfigureAwait(false);
            string text = result.GetValue(json) ? JsonGraph.Write(solution)
                : result.GetRequiredValue(format) == "html" ? HtmlGraph.Write(solution) : MermaidGraph.Write(solution);
            await ReportFile.WriteAsync(text, result.GetValue(output), token).ConfigureAwait(false);
            return ExitCodes.Done;
        }));
        return command;
    }
}
