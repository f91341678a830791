using System.Text.RegularExpressions;
using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Book;

/// <summary>The documentation page of a rule, taken apart.</summary>
internal sealed partial class RulePage(string id)
{
    public static IReadOnlyList<string> Sections { get; } =
        ["Why it matters", "Bad", "Good", "How to fix", "Configure or suppress", "What the analysis cannot see"];

    public static string PathOf(string id) => $"docs/rules/{id}.md";

    public string Text { get; } = RepositoryFiles.Read(PathOf(id));

    /// <summary>The text of a section, empty when there is none.</summary>
    public string Section(string heading)
    {
        int start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        start += heading.Length + 5;

        // Other headings of this level stand in the samples of documents.
        int end = Sections.Select(next => Text.IndexOf($"\n## {next}\n", start, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(-1).Min();
        return (end < 0 ? Text[start..] : Text[start..end]).Trim();
    }

    /// <summary>The C# and option lines of a section's samples, and its files beside the code.</summary>
    public (string Source, string Options, IReadOnlyList<(string Path, string Text)> Files) Sample(string heading)
    {
        string section = Section(heading);
        return (Fence(section, "csharp"), Fence(section, "ini"), Files(section));
    }

    // A fence with a path after its language is a file beside the code; the page of a rule on files shows the one that it is about, or
    // leaves it out, and the others are there. A document's own fences are written with ~~~.
    private List<(string Path, string Text)> Files(string section)
    {
        List<(string Path, string Text)> shown =
            [.. FencePattern().Matches(section).Where(match => match.Groups[2].Length > 0).Select(match => (match.Groups[2].Value, match.Groups[3].Value))];
        return CompanionFiles.PathOf(id) is { } own ? [.. CompanionFiles.With(own, null), .. shown] : shown;
    }

    private static string Fence(string section, string language) =>
        string.Join("\n", FencePattern().Matches(section).Where(match => match.Groups[1].Value == language && match.Groups[2].Length == 0).Select(match => match.Groups[3].Value));

    [GeneratedRegex(@"^```(\w+)(?: (\S+))?\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FencePattern();
}
