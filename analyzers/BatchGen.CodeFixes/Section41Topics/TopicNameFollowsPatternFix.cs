using System.Composition;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Rules.Section41Topics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section41Topics;

/// <summary>BWS4101: writes the topic name that was most likely meant. A constant that is declared elsewhere is left to its owner.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TopicNameFollowsPatternFix))]
[Shared]
public sealed class TopicNameFollowsPatternFix() : RuleFix("BWS4101")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
                is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            || !diagnostic.Properties.TryGetValue(TopicNameFollowsPattern.SuggestionProperty, out string? suggestion)
            || suggestion is null)
        {
            return null;
        }

        LiteralExpressionSyntax corrected =
            SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(suggestion));
        return new(
            $"Name the topic '{suggestion}'",
            [new(document.Id, literal, current => corrected.WithTriviaFrom(current)), .. DeadLetterTopic(document.Id, literal, suggestion)]);
    }

    // A dead-letter topic that was right for the old name is to be right for the new one.
    private static IEnumerable<Edit> DeadLetterTopic(DocumentId document, LiteralExpressionSyntax topic, string suggestion)
    {
        if (AttributeArguments.Find(topic.FirstAncestorOrSelf<AttributeSyntax>(), "DeadLetterTopic")?.Expression is LiteralExpressionSyntax stated
            && stated.Token.ValueText == topic.Token.ValueText + TopicName.DeadLetterSuffix)
        {
            LiteralExpressionSyntax corrected = SyntaxFactory.LiteralExpression(
                SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(suggestion + TopicName.DeadLetterSuffix));
            yield return new(document, stated, current => corrected.WithTriviaFrom(current));
        }
    }
}
