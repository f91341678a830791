using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BatchGen.Analyzers.Files.Markdown;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section61Documents;

/// <summary>
/// A part that a document must have: a section about it, recognised by the words of its heading, whatever their case and order.
/// </summary>
/// <param name="name">What messages call it.</param>
/// <param name="heading">A heading like it, to write.</param>
/// <param name="words">
/// Patterns of words: the first stands in a heading, the others there too, in another heading, or in what is said under the first.
/// </param>
internal sealed class DocumentPart(string name, string heading, params string[] words)
{
    // The patterns are short and cannot backtrack far; the limit is for headings that are no headings.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    private readonly ImmutableArray<Regex> _words =
        [.. words.Select(static word => new Regex(word, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, MatchTimeout))];

    public string Name { get; } = name;

    public string Heading { get; } = heading;

    /// <summary>What the document lacks of the part, or null where it has all of it.</summary>
    public (string What, TextSpan Place)? MissingIn(MarkdownText document)
    {
        List<MarkdownSection> sections = [.. document.Sections.Where(section => Matches(_words[0], section.Heading))];
        if (sections.Count == 0)
        {
            return ($"has no section on {Name}: write one, for example '## {Heading}'", document.Title);
        }

        List<MarkdownSection> filled = [.. sections.Where(static section => !section.IsEmpty)];
        if (filled.Count == 0)
        {
            return ($"says nothing under '{sections[0].Heading}'", sections[0].Span);
        }

        bool isWhole = _words.Skip(1).All(word =>
            filled.Any(section => Matches(word, section.Heading) || Matches(word, section.Body))
            || document.Sections.Any(section => !section.IsEmpty && Matches(word, section.Heading)));
        return isWhole ? null : ($"does not cover {Name} under '{filled[0].Heading}'", filled[0].Span);
    }

    private static bool Matches(Regex word, string text)
    {
        try
        {
            return word.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be judged is not reported.
            return true;
        }
    }
}
