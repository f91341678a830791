using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section71Compliance;

/// <summary>Tells whether a suppression says why.</summary>
internal static class SuppressionReason
{
    private static readonly string[] Placeholders = ["pending", "todo", "tbd", "fixme", "justification", "reason", "n/a"];

    /// <summary>The rule of the standard in a suppression's id, <c>BWS4402</c> or <c>BWS4402:AutoCommitIsOff</c>; null for other ids.</summary>
    public static string? RuleOf(string? checkId)
    {
        string id = (checkId ?? "").Split(':')[0].Trim();
        bool isRule = id.Length == 7 && id.StartsWith("BWS", StringComparison.Ordinal) && id.Skip(3).All(static c => c is >= '0' and <= '9');
        return isRule ? id : null;
    }

    /// <summary>Whether a text is a reason to suppress rules: not empty, not a placeholder, and not the rule's own title.</summary>
    public static bool IsReason(string? text, ImmutableArray<string> ids)
    {
        string plain = (text ?? "").Trim().Trim('/', '*', '<', '>', '-', '.', ':', ' ', '\t').Trim();
        return plain.Any(char.IsLetter)
            && !Placeholders.Contains(plain, StringComparer.OrdinalIgnoreCase)
            && !RuleBook.All.Any(rule => ids.Contains(rule.Id) && IsNameOf(rule, plain));
    }

    /// <summary>Whether a pragma has its reason in its own line, or in a comment directly above it and the pragmas that it stands with.</summary>
    public static bool HasReason(PragmaWarningDirectiveTriviaSyntax pragma, ImmutableArray<string> ids, CancellationToken cancellationToken)
    {
        SourceText text = pragma.SyntaxTree.GetText(cancellationToken);
        int line = text.Lines.GetLineFromPosition(pragma.SpanStart).LineNumber;
        string rest = text.ToString(TextSpan.FromBounds(pragma.ErrorCodes.Span.End, text.Lines[line].End));
        if (Comment(rest) is { } beside)
        {
            return IsReason(beside, ids);
        }

        while (--line >= 0)
        {
            string above = text.ToString(text.Lines[line].Span).Trim();
            if (above.StartsWith("//", StringComparison.Ordinal) || above.EndsWith("*/", StringComparison.Ordinal))
            {
                return IsReason(above, ids);
            }

            if (!above.StartsWith("#pragma warning disable", StringComparison.Ordinal) || Comment(above) is not null)
            {
                return false;
            }
        }

        return false;
    }

    private static string? Comment(string line) =>
        line.IndexOf("//", StringComparison.Ordinal) is var start and >= 0 ? line.Substring(start) : null;

    // What an editor writes beside a pragma by itself.
    private static bool IsNameOf(Rule rule, string text) =>
        string.Equals(rule.Descriptor.Title.ToString(null), text, StringComparison.OrdinalIgnoreCase)
        || string.Equals(rule.Name, text, StringComparison.OrdinalIgnoreCase)
        || rule.Id == text;
}
