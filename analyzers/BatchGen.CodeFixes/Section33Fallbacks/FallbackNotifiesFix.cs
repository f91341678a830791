using System.Composition;
using BatchGen.Analyzers.Rules.Section33Fallbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section33Fallbacks;

/// <summary>BWS3303: writes the channel that BWS3301 writes where there is none, and the obvious one in place of one that is misspelt.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FallbackNotifiesFix))]
[Shared]
public sealed class FallbackNotifiesFix() : RuleFix("BWS3303")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? node = await FindAsync<SyntaxNode>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        if (diagnostic.Properties.TryGetValue(FallbackNotifies.ChannelProperty, out string? channel)
            && channel is not null
            && node?.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
        {
            return new(
                $"Notify '{channel}'",
                [new(document.Id, attribute, current => AttributeArguments.With(
                    (AttributeSyntax)current, "Notify", SyntaxFactory.ParseExpression($"[\"{channel}\"]")))]);
        }

        return diagnostic.Properties.TryGetValue(FallbackNotifies.SuggestionProperty, out string? suggestion)
            && suggestion is not null
            && node is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            ? new(
                $"Notify '{suggestion}'",
                [new(document.Id, literal, current => SyntaxFactory
                    .LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(suggestion)).WithTriviaFrom(current))])
            : null;
    }
}
