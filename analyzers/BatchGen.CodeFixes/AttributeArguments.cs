using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes;

/// <summary>Writes named arguments of attributes in the layout that the attribute has.</summary>
internal static class AttributeArguments
{
    // The order in which people write and read the numbers of a stage, and what a job states.
    private static readonly string[] Order =
    [
        "Attempts", "BackoffSeconds", "MaxBackoffSeconds", "TimeoutSeconds",
        "Cron", "Trigger", "TimeZone", "Concurrency", "Critical", "ExpectedMinutes", "MaxMinutes", "Owner", "Escalation", "Idempotency", "Docs",
    ];

    /// <summary>The named argument, or null.</summary>
    public static AttributeArgumentSyntax? Find(AttributeSyntax? attribute, string name) =>
        attribute?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>The attribute with the argument: with a new value where it is there already, else in its place among the others.</summary>
    public static AttributeSyntax With(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        if (Find(attribute, name) is { } existing)
        {
            return attribute.ReplaceNode(existing.Expression, value.WithTriviaFrom(existing.Expression));
        }

        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals(
                SyntaxFactory.IdentifierName(name).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)),
            nameColon: null,
            value);
        if (attribute.ArgumentList is not { } list)
        {
            SyntaxTriviaList trailing = attribute.Name.GetTrailingTrivia();
            return attribute
                .WithName(attribute.Name.WithoutTrailingTrivia())
                .WithArgumentList(SyntaxFactory.AttributeArgumentList([added]).WithTrailingTrivia(trailing));
        }

        int follower = Array.IndexOf(Order, name) is var place and >= 0
            ? list.Arguments.IndexOf(argument => Array.IndexOf(Order, argument.NameEquals?.Name.Identifier.ValueText) > place)
            : -1;
        return attribute.WithArgumentList(list.WithArguments(follower >= 0 ? Before(list.Arguments, follower, added) : AtEnd(list.Arguments, added)));
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Before(
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments, int index, AttributeArgumentSyntax added)
    {
        AttributeArgumentSyntax follower = arguments[index];
        List<AttributeArgumentSyntax> items = [.. arguments];
        List<SyntaxToken> commas = [.. arguments.GetSeparators()];
        if (LineEnd(arguments) is { } lineEnd && index > 0)
        {
            items.Insert(index, added.WithLeadingTrivia(Indentation(follower)));
            commas.Insert(index, Comma(lineEnd));
        }
        else
        {
            items[index] = follower.WithoutLeadingTrivia();
            items.Insert(index, added.WithLeadingTrivia(follower.GetLeadingTrivia()));
            commas.Insert(index, Comma(SyntaxFactory.Space));
        }

        return SyntaxFactory.SeparatedList(items, commas);
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> AtEnd(
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments, AttributeArgumentSyntax added)
    {
        if (arguments.Count == 0)
        {
            return [added];
        }

        // A comment to the end of the line stays behind the argument that it is about.
        AttributeArgumentSyntax last = arguments.Last();
        SyntaxTriviaList trailing = last.GetTrailingTrivia();
        bool endsLine = trailing.Any(SyntaxKind.EndOfLineTrivia);
        SyntaxTrivia? lineEnd = endsLine ? null : LineEnd(arguments);
        SyntaxToken comma = endsLine
            ? SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(trailing)
            : Comma(lineEnd ?? SyntaxFactory.Space);
        AttributeArgumentSyntax follower = endsLine
            ? added
                .WithLeadingTrivia(Indentation(last))
                .WithTrailingTrivia(trailing.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            : lineEnd is null ? added : added.WithLeadingTrivia(Indentation(last));
        return SyntaxFactory.SeparatedList(
            arguments.Take(arguments.Count - 1).Concat([endsLine ? last.WithoutTrailingTrivia() : last, follower]),
            arguments.GetSeparators().Concat([comma]));
    }

    // What ends a line, where each argument has one of its own.
    private static SyntaxTrivia? LineEnd(SeparatedSyntaxList<AttributeArgumentSyntax> arguments)
    {
        List<SyntaxToken> commas = [.. arguments.GetSeparators()];
        return commas.Count > 0 && commas.All(static comma => comma.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia))
            ? commas[0].TrailingTrivia.Last(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            : null;
    }

    private static IEnumerable<SyntaxTrivia> Indentation(AttributeArgumentSyntax argument) =>
        argument.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));

    private static SyntaxToken Comma(SyntaxTrivia space) => SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(space);
}
