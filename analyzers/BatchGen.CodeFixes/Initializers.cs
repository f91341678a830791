using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes;

/// <summary>Adds to object initializers in the layout that they have.</summary>
internal static class Initializers
{
    /// <summary>The creation with one more element at the end of its initializer, which is added where there is none.</summary>
    public static BaseObjectCreationExpressionSyntax With(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax element) =>
        creation.Initializer is { } initializer
            ? creation.WithInitializer(initializer.WithExpressions(Append(initializer.Expressions, element)))
            : WithNewInitializer(creation, element);

    private static BaseObjectCreationExpressionSyntax WithNewInitializer(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax element)
    {
        InitializerExpressionSyntax initializer = SyntaxFactory.InitializerExpression(
            SyntaxKind.ObjectInitializerExpression,
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList(element.WithTrailingTrivia(SyntaxFactory.Space)),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken));
        SyntaxTriviaList trailing = creation.GetTrailingTrivia();
        BaseObjectCreationExpressionSyntax bare = creation is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } named
            ? named.WithArgumentList(null).WithType(named.Type.WithTrailingTrivia(SyntaxFactory.Space))
            : creation.WithTrailingTrivia(SyntaxFactory.Space);
        return bare.WithInitializer(initializer).WithTrailingTrivia(trailing);
    }

    private static SeparatedSyntaxList<ExpressionSyntax> Append(SeparatedSyntaxList<ExpressionSyntax> elements, ExpressionSyntax element)
    {
        if (elements.Count == 0)
        {
            return elements.Add(element.WithTrailingTrivia(SyntaxFactory.Space));
        }

        ExpressionSyntax last = elements[elements.Count - 1];
        ExpressionSyntax added = element.WithLeadingTrivia(last.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        if (elements.SeparatorCount == elements.Count)
        {
            // A trailing comma stays a trailing comma.
            SyntaxToken comma = elements.GetSeparator(elements.Count - 1);
            IEnumerable<SyntaxToken> commas = elements.GetSeparators().Concat([SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(comma.TrailingTrivia.Where(IsLayout))]);
            return SyntaxFactory.SeparatedList(elements.Concat([added]), commas);
        }

        bool isMultiLine = last.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        SyntaxToken separator = SyntaxFactory.Token(SyntaxKind.CommaToken)
            .WithTrailingTrivia(isMultiLine ? last.GetTrailingTrivia() : SyntaxFactory.TriviaList(SyntaxFactory.Space));
        SyntaxTriviaList end = isMultiLine ? [.. last.GetTrailingTrivia().Where(IsLayout)] : last.GetTrailingTrivia();
        return SyntaxFactory.SeparatedList(
            elements.Take(elements.Count - 1).Concat([last.WithoutTrailingTrivia(), added.WithTrailingTrivia(end)]),
            elements.GetSeparators().Concat([separator]));
    }

    private static bool IsLayout(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
