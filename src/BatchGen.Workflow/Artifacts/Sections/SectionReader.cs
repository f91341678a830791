using System.Text;
using System.Text.RegularExpressions;
using BatchGen.Analyzers.Files.Markdown;

namespace BatchGen.Workflow.Artifacts.Sections;

/// <summary>Finds the generated sections of a document. A marker is a line of its own.</summary>
internal static partial class SectionReader
{
    /// <summary>The sections in the order of the document, or why they cannot be told apart: then nothing may be written to it.</summary>
    public static (IReadOnlyList<GeneratedSection> Sections, string? Problem) Read(string text)
    {
        List<GeneratedSection> sections = [];
        (string Name, string Attribute, int Start, int BodyStart, int Line)? open = null;
        int number = 0;
        foreach ((int start, int end) in MarkdownMask.Lines(text))
        {
            number++;
            string line = text[start..end];
            int next = text.IndexOf('\n', end) is var stop and >= 0 ? stop + 1 : text.Length;
            if (Opening().Match(line) is { Success: true } opening)
            {
                if (open is { } unclosed)
                {
                    return ([], $"line {number}: a section begins in section '{unclosed.Name}', which begins in line {unclosed.Line} and does not end: add <!-- /batchgen:{unclosed.Name} -->");
                }

                open = (opening.Groups["name"].Value, opening.Groups["attribute"].Value, start, next, number);
                if (sections.Any(section => section.Name == open.Value.Name))
                {
                    return ([], $"line {number}: section '{open.Value.Name}' is there twice: remove the markers of one");
                }
            }
            else if (Closing().Match(line) is { Success: true } closing)
            {
                if (open is not { } opened || opened.Name != closing.Groups["name"].Value)
                {
                    return ([], $"line {number}: section '{closing.Groups["name"].Value}' ends and has not begun: add <!-- batchgen:{closing.Groups["name"].Value} --> or remove the line");
                }

                sections.Add(Section(opened.Name, opened.Attribute, text[opened.BodyStart..start], opened.Start, next));
                open = null;
            }
            else if (open is { Attribute: "off" } off)
            {
                // A section that the author does without needs no end.
                sections.Add(Section(off.Name, off.Attribute, "", off.Start, off.BodyStart));
                open = null;
            }
        }

        return open switch
        {
            null => (sections, null),
            { Attribute: "off" } last => ([.. sections, Section(last.Name, last.Attribute, "", last.Start, last.BodyStart)], null),
            { } last => ([], $"line {last.Line}: section '{last.Name}' does not end: add <!-- /batchgen:{last.Name} -->"),
        };
    }

    /// <summary>The document with generated sections blanked out, so that positions stay.</summary>
    public static string Outside(string text, IReadOnlyList<GeneratedSection> sections)
    {
        StringBuilder outside = new(text);
        foreach (GeneratedSection section in sections)
        {
            for (int index = section.Start; index < section.End; index++)
            {
                outside[index] = outside[index] is '\r' or '\n' ? outside[index] : ' ';
            }
        }

        return outside.ToString();
    }

    private static GeneratedSection Section(string name, string attribute, string body, int start, int end) =>
        new(name, Digest.Normalized(body), start, end)
        {
            Digest = Sha().Match(attribute) is { Success: true } digest ? digest.Groups[1].Value : null,
            IsOff = attribute == "off",
        };

    [GeneratedRegex(@"^ {0,3}<!--\s*batchgen:(?<name>[A-Za-z0-9][\w.-]*)(\s+(?<attribute>[^\s>]+))?\s*-->\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^ {0,3}<!--\s*/batchgen:(?<name>[A-Za-z0-9][\w.-]*)\s*-->\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Closing();

    [GeneratedRegex(@"^sha256:([0-9a-f]{16})$", RegexOptions.CultureInvariant)]
    private static partial Regex Sha();
}
