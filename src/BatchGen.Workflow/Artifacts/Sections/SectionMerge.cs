using System.Text;
using BatchGen.Analyzers.Files.Markdown;
using BatchGen.Workflow.Artifacts.Files;

namespace BatchGen.Workflow.Artifacts.Sections;

/// <summary>Brings the generated sections of a document up to date.</summary>
/// <param name="artifact">The document as it is generated.</param>
/// <param name="generated">Its sections.</param>
internal sealed class SectionMerge(Artifact artifact, IReadOnlyList<GeneratedSection> generated)
{
    /// <summary>A new document: as it is generated, with digests in the markers.</summary>
    public static string Whole(string content, IReadOnlyList<GeneratedSection> sections) =>
        Replaced(content, sections.Select(static section => (section.Start, section.End, GeneratedSection.Text(section.Name, section.Body))));

    /// <summary>Whether a section of the document was edited, and is not what would be written either.</summary>
    public bool IsInTheWay(GeneratedSection section) => !section.IsOff && section.IsEdited
        && (Find(section.Name) is { } now ? now.Body != section.Body : !artifact.IsShared);

    /// <summary>The document with what is current in its sections, those that it lacks added.</summary>
    public string Of(string text, bool keepsEdits)
    {
        string lineEnd = TextFile.LineEndOf(text);
        IReadOnlyList<GeneratedSection> present = SectionReader.Read(text).Sections;
        string merged = Replaced(text, present
            .Where(section => !section.IsOff && !(keepsEdits && IsInTheWay(section)))
            .Select(section => (section.Start, section.End, Text: Current(section)?.Replace("\n", lineEnd, StringComparison.Ordinal)))
            .Where(static part => part.Text is not null)
            .Select(static part => (part.Start, part.End, part.Text!)));
        MarkdownText byHand = MarkdownText.Read(SectionReader.Outside(text, present));
        foreach (GeneratedSection missing in generated.Where(section => present.All(other => other.Name != section.Name)))
        {
            merged = artifact.IsSaidByHand(missing.Name, byHand) ? merged : Added(merged, missing, lineEnd);
        }

        return merged;
    }

    // Null: left as it is. Empty: nothing is generated under this name any more.
    private string? Current(GeneratedSection section) => Find(section.Name) switch
    {
        { } now when now.Body == section.Body && !section.IsEdited => null,
        { } now => GeneratedSection.Text(now.Name, now.Body),
        null => artifact.IsShared ? null : "",
    };

    private GeneratedSection? Find(string name) => generated.FirstOrDefault(section => section.Name == name);

    private string Added(string text, GeneratedSection section, string lineEnd)
    {
        int place = PlaceOf(text, section.Name);
        string before = text[..place];
        StringBuilder added = new();
        if (before.Length > 0)
        {
            string normalized = Digest.Normalized(before);
            added.Append(normalized.EndsWith("\n\n", StringComparison.Ordinal) ? "" : normalized.EndsWith('\n') ? lineEnd : lineEnd + lineEnd);
        }

        added.Append(GeneratedSection.Text(section.Name, section.Body).Replace("\n", lineEnd, StringComparison.Ordinal));
        if (place < text.Length && text[place] is not ('\r' or '\n'))
        {
            added.Append(lineEnd);
        }

        return text.Insert(place, added.ToString());
    }

    // Behind the section that comes before it, and what the author has written below that; else before the one that comes after it; else
    // at the end.
    private int PlaceOf(string text, string name)
    {
        IReadOnlyList<GeneratedSection> present = SectionReader.Read(text).Sections;
        List<string> order = [.. generated.Select(static section => section.Name)];
        int index = order.IndexOf(name);
        if (order.Take(index).Reverse().Select(other => Find(present, other)).FirstOrDefault(static section => section is not null) is { } previous)
        {
            IEnumerable<int> stops = MarkdownText.Read(SectionReader.Outside(text, present)).Sections
                .Where(static heading => heading.Level <= 2)
                .Select(static heading => heading.Span.Start)
                .Concat(present.Select(static section => section.Start))
                .Where(start => start >= previous.End);
            return stops.Append(text.Length).Min();
        }

        return order.Skip(index + 1).Select(other => Find(present, other)).FirstOrDefault(static section => section is not null)?.Start ?? text.Length;
    }

    private static GeneratedSection? Find(IReadOnlyList<GeneratedSection> sections, string name) => sections.FirstOrDefault(section => section.Name == name);

    private static string Replaced(string text, IEnumerable<(int Start, int End, string Text)> parts)
    {
        StringBuilder replaced = new();
        int position = 0;
        foreach ((int start, int end, string part) in parts)
        {
            replaced.Append(text, position, start - position).Append(part);
            position = end;
        }

        return replaced.Append(text, position, text.Length - position).ToString();
    }
}
