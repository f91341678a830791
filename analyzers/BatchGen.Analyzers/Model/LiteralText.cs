using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Model;

/// <summary>Finds a piece of a text inside the literal that writes it.</summary>
internal static class LiteralText
{
    /// <summary>
    /// The place of the piece; null where there is none, or where the expression is no literal that writes the text character by
    /// character: <c>"…"</c> and <c>@"…"</c> without escapes, <c>"""…"""</c> on one line.
    /// </summary>
    public static Location? Find(ExpressionSyntax expression, TextPart? part)
    {
        if (part is not { Length: > 0 } piece || expression is not LiteralExpressionSyntax { Token: { Value: string text } token })
        {
            return null;
        }

        int start = token.Text.IndexOf('"');
        while (start >= 0 && start < token.Text.Length && token.Text[start] == '"')
        {
            start++;
        }

        return start > 0
            && piece.Offset >= 0
            && piece.Offset + piece.Length <= text.Length
            && string.CompareOrdinal(token.Text, start, text, 0, text.Length) == 0
                ? Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + start + piece.Offset, piece.Length))
                : null;
    }
}
