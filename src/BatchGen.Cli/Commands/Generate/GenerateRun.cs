using System.Text.Json;
using BatchGen.Cli.Output;
using BatchGen.Hosting.Reports;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;
using Spectre.Console;

namespace BatchGen.Cli.Commands.Generate;

/// <summary>Brings the files of every project up to date, or says which are not.</summary>
internal sealed class GenerateRun(BatchSolution solution, bool check, bool overwrite, bool json)
{
    /// <exception cref="InvalidDataException">The settings are wrong, or a file cannot be read as text.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        ArtifactRun run = new(ArtifactSources.All);
        List<GeneratedFile> files = [];
        foreach (BatchProject project in solution.Projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Console.Error.WriteLineAsync($"{project.Name}: {PlainText.Count(project.Jobs.Count, "job", "jobs")}").ConfigureAwait(false);
            WorkflowSettings settings = WorkflowSettingsReader.Read(project);
            IReadOnlyList<ArtifactReport> reports = check ? run.Check(project, settings) : run.Write(project, settings, overwrite, cancellationToken);
            files.AddRange(reports.Select(report => GeneratedFile.Of(project, report, overwrite)));
        }

        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new GenerateOutput(check, files), OutputJson.Default.GenerateOutput)).ConfigureAwait(false);
        }
        else
        {
            Write(files);
        }

        return files.Any(static file => file.NeedsAttention) ? ToolExitCodes.Findings : ExitCodes.Done;
    }

    private void Write(List<GeneratedFile> files)
    {
        GeneratedFile[] shown = [.. files.Where(static file => file.State != "current")];
        if (shown.Length > 0)
        {
            Table table = new() { Border = TableBorder.Rounded };
            table.AddColumns("project", "file", "state", check ? "generate would" : "done");
            table.Columns[1].NoWrap();
            foreach (GeneratedFile file in shown)
            {
                table.AddRow(Escape(file.Project), Escape(file.Path), Escape(file.State.Replace('_', ' ')), Escape(check ? file.Intent : file.Action));
            }

            ReportConsole.Create().Write(table);
        }

        foreach (GeneratedFile file in shown.Where(static file => file.Detail is not null))
        {
            Console.Out.WriteLine($"{file.Path}: {PlainText.Line(file.Detail, 600)}");
        }

        Console.Out.WriteLine($"{PlainText.Count(files.Count, "file", "files")}: {files.Count - shown.Length} current, {files.Count(static file => file.Written)} written, {files.Count(static file => file.NeedsAttention)} to be looked at");
    }

    private static string Escape(string text) => Markup.Escape(PlainText.Line(text, 200));
}
