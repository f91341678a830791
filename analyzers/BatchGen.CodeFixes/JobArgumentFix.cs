using BatchGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes;

/// <summary>Writes an argument of <c>[BatchJob]</c> with the value that the report carries; nothing where it carries none.</summary>
/// <param name="id">The id of the rule.</param>
/// <param name="argument">The argument's name.</param>
/// <param name="isText">Whether the value is text; else it is a number.</param>
public abstract class JobArgumentFix(string id, string argument, bool isText) : RuleFix(id)
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        AttributeSyntax? attribute = await FindAsync<AttributeSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        if (attribute is null || !diagnostic.Properties.TryGetValue(JobArgument.ValueProperty, out string? value) || value is null)
        {
            return null;
        }

        ExpressionSyntax expression = isText
            ? SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(value))
            : SyntaxFactory.ParseExpression(value);
        return new(
            $"Write {argument} = {expression}",
            [new(document.Id, attribute, current => AttributeArguments.With((AttributeSyntax)current, argument, expression))]);
    }
}
