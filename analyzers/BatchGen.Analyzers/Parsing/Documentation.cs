using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>
/// What doc comments say, as plain text. They are read from the source itself: a project that writes no documentation file has the compiler
/// skip them, and what is generated must not depend on that.
/// </summary>
internal static class Documentation
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    private static readonly Regex Marks = new(@"^\s*(///|/\*\*|\*/|\*)|\*/\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline, MatchTimeout);

    /// <summary>The first paragraph of a symbol's summary; of a property of a positional record, what its parameter is said to be. Null for none.</summary>
    public static string? SummaryOf(ISymbol symbol, CancellationToken cancellationToken) =>
        Own(symbol, cancellationToken)?.Element("summary") is { } summary ? Paragraph(summary)
        : symbol is IPropertySymbol { ContainingType.IsRecord: true } && ParameterOf(symbol, cancellationToken) is { } parameter ? Paragraph(parameter)
        : null;

    private static XElement? ParameterOf(ISymbol property, CancellationToken cancellationToken) =>
        Own(property.ContainingType, cancellationToken)?.Elements("param").FirstOrDefault(parameter => (string?)parameter.Attribute("name") == property.Name);

    private static XElement? Own(ISymbol symbol, CancellationToken cancellationToken) =>
        symbol.DeclaringSyntaxReferences.IsEmpty
            ? Parse(symbol.GetDocumentationCommentXml(cancellationToken: cancellationToken) ?? "")
            : symbol.DeclaringSyntaxReferences
                .Select(reference => Parse(Comment(Declaration(reference.GetSyntax(cancellationToken)))))
                .FirstOrDefault(static comment => comment?.HasElements == true);

    // A field is declared by a part of its declaration, and the comment stands on the whole.
    private static SyntaxNode Declaration(SyntaxNode node) =>
        node is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Parent.Parent: { } field } ? field : node;

    private static string Comment(SyntaxNode node)
    {
        StringBuilder text = new();
        foreach (SyntaxTrivia trivia in node.GetLeadingTrivia())
        {
            string comment = trivia.ToFullString();
            if (comment.StartsWith("///", StringComparison.Ordinal) || comment.StartsWith("/**", StringComparison.Ordinal))
            {
                text.Append(comment).Append('\n');
            }
        }

        return text.ToString();
    }

    private static XElement? Parse(string comment)
    {
        try
        {
            string xml = Marks.Replace(comment, "");
            return xml.Trim().Length == 0 ? null : XElement.Parse(xml.TrimStart().StartsWith("<member", StringComparison.Ordinal) ? xml : $"<doc>{xml}</doc>");
        }
        catch (Exception exception) when (exception is XmlException or RegexMatchTimeoutException)
        {
            // What is no XML is the compiler's to report.
            return null;
        }
    }

    private static string? Paragraph(XElement element)
    {
        StringBuilder text = new();
        foreach (XNode node in element.Nodes())
        {
            if (node is XElement { Name.LocalName: "para" } paragraph)
            {
                if (text.ToString().Trim().Length == 0)
                {
                    text.Append(Text(paragraph));
                }

                break;
            }

            text.Append(Text(node));
        }

        string line = string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => ((string?)(reference.Attribute("name") ?? reference.Attribute("langword") ?? reference.Attribute("cref"))) is { } name
            ? name.Substring(name.LastIndexOfAny(['.', ':']) + 1)
            : "",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };
}
