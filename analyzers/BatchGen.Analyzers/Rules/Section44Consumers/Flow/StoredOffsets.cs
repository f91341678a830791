using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Whether code stores offsets by hand, so that <c>Commit()</c> commits only what it stored.</summary>
internal static class StoredOffsets
{
    public static bool AreUsedAround(SyntaxNode body)
    {
        SyntaxNode scope = body.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? body.SyntaxTree.GetRoot();
        return scope.DescendantTokens().Any(static token =>
            token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "StoreOffset" or "EnableAutoOffsetStore");
    }
}
