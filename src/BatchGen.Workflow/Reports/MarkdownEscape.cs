using System.Text;

namespace BatchGen.Workflow.Reports;

/// <summary>Text of others in Markdown: it stays what it is, and in its line or cell.</summary>
internal static class MarkdownEscape
{
    private const string Special = "\\`*_{}[]<>#|~&";

    public static string Text(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (char c in text)
        {
            if (Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}
