using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Whether the code around a place stores offsets by hand, so that <c>Commit()</c> commits only what it stored.</summary>
internal static class StoredOffsets
{
    public static bool AreUsedAround(SyntaxNode body) =>
        Scope(body).DescendantTokens().Any(static token =>
            token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "StoreOffset" or "EnableAutoOffsetStore");

    /// <summary>Whether the code calls <c>StoreOffset</c> on the only consumer that it builds.</summary>
    public static bool AreStoredByHandAround(SyntaxNode configuration)
    {
        int builders = 0;
        bool stores = false;
        foreach (SyntaxToken token in Scope(configuration).DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken))
            {
                continue;
            }

            SyntaxNode? around = token.Parent?.Parent;
            builders += token.ValueText == "ConsumerBuilder" && around is ObjectCreationExpressionSyntax or QualifiedNameSyntax ? 1 : 0;
            stores |= token.ValueText == "StoreOffset" && around is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax;
        }

        return stores && builders == 1;
    }

    private static SyntaxNode Scope(SyntaxNode node) =>
        node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? node.SyntaxTree.GetRoot();
}
