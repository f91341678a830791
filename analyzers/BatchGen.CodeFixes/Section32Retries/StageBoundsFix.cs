using System.Globalization;
using BatchGen.Analyzers.Rules.Section32Retries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>Writes the nearest value that the standard allows in place of one outside its bounds.</summary>
/// <param name="id">The id of the rule.</param>
public abstract class StageBoundsFix(string id) : RuleFix(id)
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
        return new($"Write {value}", [edit]);
    }
}
