using System.Text;

namespace BatchGen.Analyzers.Generation.Writing;

/// <summary>
/// Writes source text with its indentation. Raw strings of several lines are moved to the current depth, so that emitters read like
/// what they emit. Lines end in LF and stay within <see cref="MaxWidth"/> columns wherever this writer chooses the breaks.
/// </summary>
internal sealed class SourceWriter
{
    public const int MaxWidth = 140;
    private const int IndentSize = 4;
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>How many columns a line has left at the current depth.</summary>
    public int Width => MaxWidth - (_depth * IndentSize);

    /// <summary>Writes lines at the current depth; an empty one has no trailing spaces.</summary>
    public SourceWriter Lines(string lines)
    {
        foreach (string line in lines.Split('\n'))
        {
            string content = line.TrimEnd('\r');
            if (content.Length > 0)
            {
                _text.Append(' ', _depth * IndentSize).Append(content);
            }

            _text.Append('\n');
        }

        return this;
    }

    public SourceWriter Blank()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes a header and an opening brace, and goes one level deeper.</summary>
    public SourceWriter Open(string header) => Lines(header).OpenBrace();

    /// <summary>Writes an opening brace, and goes one level deeper.</summary>
    public SourceWriter OpenBrace()
    {
        Lines("{");
        _depth++;
        return this;
    }

    /// <summary>Goes one level up and writes the closing brace.</summary>
    public SourceWriter Close(string suffix = "")
    {
        _depth--;
        return Lines("}" + suffix);
    }

    /// <summary>Writes one level deeper.</summary>
    public SourceWriter Indented(Action<SourceWriter> write)
    {
        _depth++;
        write(this);
        _depth--;
        return this;
    }

    /// <summary>Writes a comment, broken at words.</summary>
    public SourceWriter Comment(string text) => Prefixed("// ", text);

    /// <summary>Writes the summary of a doc comment, on one line where it fits. The text is XML.</summary>
    public SourceWriter Summary(string xml)
    {
        string line = $"/// <summary>{xml}</summary>";
        return line.Length <= Width && !xml.Contains('\n')
            ? Lines(line)
            : Lines("/// <summary>").Prefixed("/// ", xml).Lines("/// </summary>");
    }

    /// <summary>Writes a list of arguments or parameters, on one line where it fits, else one a line.</summary>
    /// <param name="before">What comes before, with the opening bracket.</param>
    /// <param name="items">The items.</param>
    /// <param name="after">What comes after, with the closing bracket.</param>
    public SourceWriter List(string before, IReadOnlyList<string> items, string after)
    {
        string line = $"{before}{string.Join(", ", items)}{after}";
        if (line.Length <= Width)
        {
            return Lines(line);
        }

        Lines(before);
        return Indented(writer =>
        {
            for (int index = 0; index < items.Count; index++)
            {
                writer.Lines(items[index] + (index < items.Count - 1 ? "," : after));
            }
        });
    }

    /// <summary>Writes text as a literal, over several lines where it is long.</summary>
    /// <param name="before">What comes before: <c>Owner = </c>.</param>
    /// <param name="value">The text.</param>
    /// <param name="after">What comes after.</param>
    public SourceWriter Literal(string before, string value, string after)
    {
        string line = $"{before}{Literals.Quote(value)}{after}";
        if (line.Length <= Width)
        {
            return Lines(line);
        }

        Lines(before.TrimEnd());
        return Indented(writer =>
        {
            IReadOnlyList<string> parts = Literals.QuoteInParts(value, writer.Width - after.Length - " +".Length);
            for (int index = 0; index < parts.Count; index++)
            {
                writer.Lines(parts[index] + (index < parts.Count - 1 ? " +" : after));
            }
        });
    }

    public override string ToString() => _text.ToString();

    private SourceWriter Prefixed(string prefix, string text)
    {
        foreach (string paragraph in text.Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' ').Select(word => Shorten(word, Width - prefix.Length)))
            {
                if (line.Length > 0 && prefix.Length + line.Length + 1 + word.Length > Width)
                {
                    Lines(prefix + line);
                    line = "";
                }

                line += line.Length == 0 ? word : " " + word;
            }

            Lines(prefix + line);
        }

        return this;
    }

    private static string Shorten(string word, int width) => word.Length <= width ? word : word.Substring(0, width - 1) + "…";
}
