using System.Globalization;
using System.Text;
using System.Text.Json;
using BatchGen.Cli.Output;
using BatchGen.Hosting.Reports;
using Spectre.Console;

namespace BatchGen.Cli.Commands.Release;

/// <summary>The six points of a job, done: what <c>release --json</c> writes, the table, and the evidence for the pull request (standard 7).</summary>
/// <param name="Job">The job.</param>
/// <param name="Env">The environment.</param>
/// <param name="Project">The project.</param>
/// <param name="CheckedAt">When it was begun.</param>
/// <param name="Passed">Whether all six passed.</param>
/// <param name="Points">The points.</param>
internal sealed record ReleaseReport(string Job, string Env, string Project, DateTimeOffset CheckedAt, bool Passed, IReadOnlyList<PointResult> Points)
{
    public void WriteJson() => Console.Out.WriteLine(JsonSerializer.Serialize(this, OutputJson.Default.ReleaseReport));

    public void WriteTable()
    {
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("", "point", "outcome", "seconds", "why");
        foreach (PointResult point in Points)
        {
            table.AddRow(
                point.Number.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(point.Title),
                Word(point.Outcome),
                point.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
                Markup.Escape(PlainText.Line(point.Reason, 400)));
        }

        ReportConsole.Create().Write(table);
        Console.Out.WriteLine(Conclusion);
    }

    /// <summary>Writes the evidence, whole or not at all.</summary>
    public void WriteEvidence(string file)
    {
        string full = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string beside = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(beside, ToMarkdown());
            File.Move(beside, full, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>The evidence as Markdown. What comes from outside stands in lists and never as markup of its own.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Release check of {Job} ({Env})\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Batch Workflow Standard 5.3, project {Project}, {PlainText.Time(CheckedAt)}. {Conclusion}\n\n");
        text.Append("| | point | outcome | why |\n|---|---|---|---|\n");
        foreach (PointResult point in Points)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {point.Number} | {point.Title} | **{Word(point.Outcome)}** | {Cell(point.Reason)} |\n");
        }

        foreach (PointResult point in Points)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {point.Number}. {point.Title}\n\n{Word(point.Outcome)} in {point.Seconds:0.0} s: {Cell(point.Reason)}\n");
            if (point.Evidence.Count > 0)
            {
                text.Append('\n');
                foreach (string line in point.Evidence)
                {
                    text.Append("- ").Append(Cell(line)).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private string Conclusion => Passed
        ? "All six points passed."
        : $"Not shown to be ready: {string.Join(", ", Points.Where(static point => point.Outcome != PointOutcome.Passed).Select(static point => $"{point.Point} {Word(point.Outcome)}"))}.";

    private static string Word(PointOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private static string Cell(string text) => PlainText.Line(text, 2000).Replace("<", "&lt;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
