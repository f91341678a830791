using System.Globalization;
using System.Text;

namespace BatchGen.Workflow.Graphs;

/// <summary>Names and texts as Mermaid takes them.</summary>
internal static class MermaidText
{
    /// <summary>An id that names give, always the same for the same names and never for others: what is no letter or digit becomes its number.</summary>
    public static string Id(string kind, params string[] names)
    {
        StringBuilder id = new(kind);
        foreach (string name in names)
        {
            id.Append("__");
            foreach (char c in name)
            {
                if (char.IsAsciiLetterOrDigit(c))
                {
                    id.Append(c);
                }
                else
                {
                    id.Append('_').Append(((int)c).ToString("x", CultureInfo.InvariantCulture)).Append('_');
                }
            }
        }

        return id.ToString();
    }

    /// <summary>Text within quotes: what Mermaid or its HTML labels would take for their own is written as an entity.</summary>
    public static string Label(string text)
    {
        StringBuilder label = new(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '#' or '<' or '>' or '&' or '`' or '\\' or '*' or '_' or ';' => label.Append('#').Append(((int)c).ToString(CultureInfo.InvariantCulture)).Append(';'),
                _ when char.IsControl(c) => label.Append(' '),
                _ => label.Append(c),
            };
        }

        return label.ToString();
    }
}
