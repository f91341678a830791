using System.Composition;
using System.Globalization;
using BatchGen.Analyzers.Rules.Section32Retries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3202: writes the nearest value that the standard allows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtractRetryMeetsStandardFix))]
[Shared]
public sealed class ExtractRetryMeetsStandardFix() : RuleFix("BWS3202")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        AttributeArgumentSyntax? argument = await FindAsync<AttributeArgumentSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        if (argument is null
            || !diagnostic.Properties.TryGetValue(BoundBreach.RepairProperty, out string? repair)
            || !int.TryParse(repair, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            return null;
        }

        LiteralExpressionSyntax literal = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(value));
        Edit edit = new(document.Id, argument.Expression, current => literal.WithTriviaFrom(current));
        return new($"Write the standard's {value}", [edit]);
    }
}
