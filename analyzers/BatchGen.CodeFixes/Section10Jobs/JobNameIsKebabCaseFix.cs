using System.Composition;
using BatchGen.Analyzers.Rules.Section10Jobs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section10Jobs;

/// <summary>
/// BWS1003: writes the name in kebab case, or that of the class where there is none. A constant that is declared elsewhere is left to
/// its owner.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JobNameIsKebabCaseFix))]
[Shared]
public sealed class JobNameIsKebabCaseFix() : RuleFix("BWS1003")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        AttributeArgumentSyntax? argument = await FindAsync<AttributeArgumentSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        if (argument is null
            || !IsLiteral(argument.Expression)
            || !diagnostic.Properties.TryGetValue(JobNameIsKebabCase.SuggestionProperty, out string? suggestion)
            || suggestion is null)
        {
            return null;
        }

        LiteralExpressionSyntax corrected =
            SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(suggestion));
        return new(
            $"Name the job '{suggestion}'",
            [new(document.Id, argument.Expression, current => corrected.WithTriviaFrom(current))]);
    }

    private static bool IsLiteral(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax => true,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: LiteralExpressionSyntax } => true,
        _ => false,
    };
}
