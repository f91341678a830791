using System.Text.RegularExpressions;

namespace BatchGen.Cli.Commands.New.Templates;

/// <summary>Replaces placeholders, all in one pass: what a value holds is never taken for a placeholder.</summary>
internal sealed class TextReplacement
{
    private readonly Dictionary<string, string> _values;
    private readonly Regex _placeholders;

    public TextReplacement(IEnumerable<(string Placeholder, string Value)> values)
    {
        _values = values.ToDictionary(static value => value.Placeholder, static value => value.Value, StringComparer.Ordinal);

        // The longest first, as the template engine of the SDK does.
        _placeholders = new Regex(
            string.Join('|', _values.Keys.OrderByDescending(static placeholder => placeholder.Length).Select(Regex.Escape)), RegexOptions.CultureInvariant);
    }

    public string Apply(string text) => _placeholders.Replace(text, match => _values[match.Value]);
}
