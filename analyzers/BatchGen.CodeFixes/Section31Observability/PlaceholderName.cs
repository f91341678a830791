using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section31Observability;

/// <summary>Names a value in a message template by the last name in the expression that gives it.</summary>
internal static class PlaceholderName
{
    private const string Nameless = "Value";

    public static string Of(ExpressionSyntax value) => Pascal(Last(value));

    /// <summary>What the value belongs to: <c>Film</c> of <c>film.Name</c>; empty where there is nothing.</summary>
    public static string OwnerOf(ExpressionSyntax value) => value switch
    {
        MemberAccessExpressionSyntax { Expression: { } owner } when Last(owner) is { } name => Pascal(name),
        _ => "",
    };

    private static string? Last(ExpressionSyntax? value) => value switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax access => Last(access.WhenNotNull),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: { } shown } } => Last(shown),
        InvocationExpressionSyntax call => Noun(Last(call.Expression)),
        ElementAccessExpressionSyntax element => Last(element.Expression),
        AwaitExpressionSyntax awaited => Last(awaited.Expression),
        ParenthesizedExpressionSyntax inner => Last(inner.Expression),
        CastExpressionSyntax cast => Last(cast.Expression),
        PostfixUnaryExpressionSyntax postfix => Last(postfix.Operand),
        _ => null,
    };

    // 'GetCountAsync' gives a count.
    private static string? Noun(string? method)
    {
        string? name = method;
        if (name?.EndsWith("Async", StringComparison.Ordinal) == true && name.Length > 5)
        {
            name = name.Substring(0, name.Length - 5);
        }

        return name?.StartsWith("Get", StringComparison.Ordinal) == true && name.Length > 3 && char.IsUpper(name[3]) ? name.Substring(3) : name;
    }

    private static string Pascal(string? name)
    {
        string letters = name?.TrimStart('_') ?? "";
        return letters.Length == 0 || !char.IsLetter(letters[0]) ? Nameless : char.ToUpperInvariant(letters[0]) + letters.Substring(1);
    }
}
