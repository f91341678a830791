using System.Globalization;
using System.Text;

namespace BatchGen.Analyzers.Files.Json;

/// <summary>
/// Writes JSON for people and for commits: members one a line, short lists inline, always the same text for the same values. Lines end in LF.
/// </summary>
internal sealed class JsonTextWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>A text as JSON writes it.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or (>= '\ud800' and <= '\udfff') => quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Writes an object; each member's action writes its value.</summary>
    public void Object(IReadOnlyList<(string Name, Action Write)> members) =>
        Block('{', '}', [.. members.Select(member => (Action)(() =>
        {
            _text.Append(Quote(member.Name)).Append(": ");
            member.Write();
        }))]);

    /// <summary>Writes a list, one item a line.</summary>
    public void List(IReadOnlyList<Action> items) => Block('[', ']', items);

    /// <summary>Writes a list in one line; the values are JSON.</summary>
    public void Inline(IEnumerable<string> values) => _text.Append('[').Append(string.Join(", ", values)).Append(']');

    /// <summary>Writes a text.</summary>
    public void Text(string text) => _text.Append(Quote(text));

    /// <summary>Writes what is JSON already.</summary>
    public void Raw(string json) => _text.Append(json);

    public override string ToString() => _text.ToString();

    private void Block(char open, char close, IReadOnlyList<Action> parts)
    {
        _text.Append(open);
        _depth++;
        for (int index = 0; index < parts.Count; index++)
        {
            _text.Append(index == 0 ? "\n" : ",\n").Append(' ', 2 * _depth);
            parts[index]();
        }

        _depth--;
        if (parts.Count > 0)
        {
            _text.Append('\n').Append(' ', 2 * _depth);
        }

        _text.Append(close);
    }
}
