using System.Text.RegularExpressions;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Documents;

/// <summary>Writes the pieces of Markdown that documents are made of.</summary>
internal static partial class Markdown
{
    /// <summary>A text of the author, as one line that Markdown shows as it is.</summary>
    public static string Text(string text) => Blanks().Replace(text.Trim(), " ").Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>The same as the end of a sentence, which has its full stop.</summary>
    public static string Sentence(string text) => Text(text) is var line && line.Length > 0 && line[^1] is '.' or '!' or '?' ? line : line + ".";

    public static string Code(string text) => $"`{text.Replace("`", "'", StringComparison.Ordinal)}`";

    /// <summary>Things in one sentence: <c>a, b and c</c>.</summary>
    public static string List(IEnumerable<string> items) => items.ToArray() switch
    {
        [] => "none",
        [var single] => single,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };

    /// <summary>A table; ends with a line end.</summary>
    public static string Table(string[] header, IEnumerable<string[]> rows)
    {
        IEnumerable<string[]> lines = [header, [.. header.Select(static _ => "---")], .. rows];
        return string.Concat(lines.Select(static (line, index) => index == 1
            ? $"|{string.Join('|', line)}|\n"
            : $"| {string.Join(" | ", line.Select(static cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n"));
    }

    public static string Block(params string[] lines) => $"```sh\n{string.Join('\n', lines)}\n```\n";

    /// <summary>The way from a document to a file, both relative to the project; one above the project needs the names of folders.</summary>
    public static string Link(BatchProject project, string document, string file) =>
        Path.GetRelativePath(Path.GetDirectoryName(project.FullPath(document))!, project.FullPath(file)).Replace('\\', '/');

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
