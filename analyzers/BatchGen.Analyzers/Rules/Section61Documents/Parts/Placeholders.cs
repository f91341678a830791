using System.Text.RegularExpressions;
using BatchGen.Analyzers.Files.Markdown;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section61Documents;

/// <summary>Finds what a template leaves to be filled in. Code is left out: <c>&lt;topic&gt;</c> and <c>{{ … }}</c> are ordinary there.</summary>
internal static class Placeholders
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(500);

    private static readonly Regex Marker = new(
        @"(?<![\w-])(?:TODO|TBD|FIXME|TBC)(?![\w-])|\{\{[^{}\n]{0,200}\}\}|<(?<tag>[A-Za-z][A-Za-z0-9 _-]{0,60})>|(?i:\blorem ipsum\b)",
        RegexOptions.CultureInvariant,
        MatchTimeout);

    private static readonly HashSet<string> Html = new(
        ("a abbr address article aside audio b blockquote body br button caption center cite code col colgroup dd del details dfn div dl dt em "
            + "figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main mark nav ol "
            + "option p picture pre q s samp section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot "
            + "th thead time title tr tt u ul var video wbr").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<(string Text, TextSpan Span)> In(MarkdownText document)
    {
        List<(string Text, TextSpan Span)> found = [];
        try
        {
            for (Match match = Marker.Match(document.Prose); match.Success; match = match.NextMatch())
            {
                if (!match.Groups["tag"].Success || !Html.Contains(match.Groups["tag"].Value.Trim()))
                {
                    found.Add((match.Value, new TextSpan(match.Index, match.Length)));
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was found until then stands.
        }

        return found;
    }
}
