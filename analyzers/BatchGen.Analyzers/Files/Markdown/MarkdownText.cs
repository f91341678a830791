using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Files.Markdown;

/// <summary>A section of a document: a heading, and everything up to the next one of its level.</summary>
/// <param name="Heading">The heading's text.</param>
/// <param name="Level">1 for <c>#</c>.</param>
/// <param name="Span">Where the heading stands.</param>
/// <param name="Body">What is said under it, headings below it included; comments are left out.</param>
internal sealed record MarkdownSection(string Heading, int Level, TextSpan Span, string Body)
{
    /// <summary>Whether it says nothing: headings alone are no text.</summary>
    public bool IsEmpty { get; init; }
}

/// <summary>A Markdown file, as far as the rules look at it: sections, and the prose without code.</summary>
/// <param name="Sections">In the order of the file.</param>
/// <param name="Prose">
/// The text with everything that is code (fences, indented fences and inline code) blanked out, so that positions stay the file's.
/// </param>
/// <param name="Visible">The text with comments blanked out.</param>
internal sealed record MarkdownText(ImmutableArray<MarkdownSection> Sections, string Prose, string Visible)
{
    /// <summary>Where a report on the whole document stands: its first heading, or its beginning.</summary>
    public TextSpan Title => Sections.IsEmpty ? new TextSpan(0, 0) : Sections[0].Span;

    public static MarkdownText Read(string text)
    {
        string prose = MarkdownMask.WithoutCode(text);
        string visible = MarkdownMask.WithoutComments(text, prose);
        List<(int Start, int End, int Level, string Heading)> headings = Headings(visible, prose);
        ImmutableArray<MarkdownSection>.Builder sections = ImmutableArray.CreateBuilder<MarkdownSection>();
        for (int index = 0; index < headings.Count; index++)
        {
            (int start, int end, int level, string heading) = headings[index];
            int next = headings.FindIndex(index + 1, other => other.Level <= level);
            int stop = next < 0 ? text.Length : headings[next].Start;
            sections.Add(new(heading, level, TextSpan.FromBounds(start, end), visible.Substring(end, stop - end))
            {
                IsEmpty = !HasText(visible, headings, index, stop),
            });
        }

        return new(sections.ToImmutable(), prose, visible);
    }

    private static bool HasText(string visible, List<(int Start, int End, int Level, string Heading)> headings, int index, int stop)
    {
        for (int current = index; current < headings.Count && headings[current].Start < stop; current++)
        {
            int end = current + 1 < headings.Count ? Math.Min(headings[current + 1].Start, stop) : stop;
            if (visible.Substring(headings[current].End, end - headings[current].End).Any(char.IsLetterOrDigit))
            {
                return true;
            }
        }

        return false;
    }

    // A line that begins with one to six # and a space, or one that is underlined with = or -.
    private static List<(int Start, int End, int Level, string Heading)> Headings(string visible, string prose)
    {
        List<(int Start, int End, int Level, string Heading)> headings = [];
        (int Start, int End) previous = (0, 0);
        foreach ((int start, int end) in MarkdownMask.Lines(visible))
        {
            string line = visible.Substring(start, end - start);
            string trimmed = line.Trim();
            int level = trimmed.TakeWhile(static c => c == '#').Count();
            bool isCode = prose.Substring(start, end - start).Trim().Length == 0 && trimmed.Length > 0 && trimmed[0] != '`';
            if (!isCode && level is >= 1 and <= 6 && trimmed.Length > level && trimmed[level] is ' ' or '\t' && line.Length - line.TrimStart().Length < 4)
            {
                headings.Add((start, end, level, trimmed.Substring(level).Trim().TrimEnd('#').Trim()));
            }
            else if (!isCode && trimmed.Length > 2 && (trimmed.All(static c => c == '=') || trimmed.All(static c => c == '-')))
            {
                string above = visible.Substring(previous.Start, previous.End - previous.Start).Trim();
                if (above.Length > 0 && above[0] is not ('#' or '|' or '-' or '>' or '*') && char.IsLetterOrDigit(above[0]))
                {
                    headings.Add((previous.Start, end, trimmed[0] == '=' ? 1 : 2, above));
                }
            }

            previous = (start, end);
        }

        return headings;
    }
}
