using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes;

/// <summary>The functions around a piece of code: lambdas, local functions, the method.</summary>
internal static class Functions
{
    public static bool Is(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax;

    public static bool IsStatic(SyntaxNode function) => ModifiersOf(function).Any(SyntaxKind.StaticKeyword);

    /// <summary>Whether an <c>await</c> may stand at a place.</summary>
    public static bool CanAwait(SyntaxNode place)
    {
        foreach (SyntaxNode node in place.AncestorsAndSelf())
        {
            if (Is(node))
            {
                return ModifiersOf(node).Any(SyntaxKind.AsyncKeyword);
            }

            if (node is LockStatementSyntax or QueryExpressionSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or FixedStatementSyntax)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The expression awaited, in parentheses where what is around it needs them.</summary>
    public static ExpressionSyntax Await(ExpressionSyntax task, SyntaxNode replaced)
    {
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), task.WithoutTrivia());
        bool isOperand = replaced.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax
            or InvocationExpressionSyntax or PostfixUnaryExpressionSyntax or SwitchExpressionSyntax or WithExpressionSyntax;
        return (isOperand ? SyntaxFactory.ParenthesizedExpression(awaited) : awaited).WithTriviaFrom(replaced);
    }

    private static SyntaxTokenList ModifiersOf(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers,
        LocalFunctionStatementSyntax local => local.Modifiers,
        MethodDeclarationSyntax method => method.Modifiers,
        _ => default,
    };
}
