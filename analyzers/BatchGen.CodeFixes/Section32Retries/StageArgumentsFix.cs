using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>
/// The fix of the rules that ask a stage to state a number: writes those that the report names. What the attribute has otherwise
/// stays as it is, so that the fixes of several rules can edit one attribute.
/// </summary>
/// <param name="id">The id of the rule.</param>
public abstract class StageArgumentsFix(string id) : RuleFix(id)
{
    private static readonly string[] Arguments = ["Attempts", "BackoffSeconds", "TimeoutSeconds"];

    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        AttributeSyntax? attribute = await FindAsync<AttributeSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        ImmutableArray<(string Name, int Value)> missing = [.. Arguments.SelectMany(name => Wanted(diagnostic, name))];
        return attribute is null || missing.IsEmpty
            ? null
            : new(
                $"Write {string.Join(", ", missing.Select(static argument => $"{argument.Name} = {Text(argument.Value)}"))}",
                [new(document.Id, attribute, current => Write((AttributeSyntax)current, missing))]);
    }

    private static AttributeSyntax Write(AttributeSyntax attribute, ImmutableArray<(string Name, int Value)> missing) =>
        missing.Aggregate(attribute, static (current, argument) => AttributeArguments.With(
            current,
            argument.Name,
            SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(argument.Value))));

    private static IEnumerable<(string Name, int Value)> Wanted(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.TryGetValue(name, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? [(name, value)]
            : [];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
