using System.Globalization;
using System.Text;

namespace BatchGen.Workflow.Prefect.Flows;

/// <summary>Writes texts as Python.</summary>
internal static class PythonText
{
    /// <summary>A literal.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            Append(quoted, c, isDocumentation: false);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A part of a docstring, in one line.</summary>
    public static string Documentation(string text)
    {
        StringBuilder line = new();
        foreach (char c in string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            Append(line, c, isDocumentation: true);
        }

        return line.ToString();
    }

    /// <summary>A list of texts.</summary>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quote))}]";

    private static void Append(StringBuilder text, char c, bool isDocumentation) => _ = c switch
    {
        '\\' => text.Append(@"\\"),
        '"' when isDocumentation && (text.Length == 0 || text[^1] != '"') => text.Append('"'),
        '"' => text.Append("\\\""),
        '\n' => text.Append(@"\n"),
        '\r' => text.Append(@"\r"),
        '\t' => text.Append(@"\t"),
        < ' ' or '\x7f' => text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
        _ => text.Append(c),
    };
}
