using BatchGen.Analyzers.Tests.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Tests.Agreement;

/// <summary>Every way to leave out one thing of a source: an argument of an attribute, an attribute, a modifier, a parameter, a type's member.</summary>
internal static class JobMutations
{
    /// <summary>The mutated sources, each with a sentence about what was done.</summary>
    public static IEnumerable<(string What, string Source)> Of(string source)
    {
        SyntaxNode root = GeneratorRun.Parse(source);
        foreach (SyntaxNode node in root.DescendantNodes(IsUsers))
        {
            switch (node)
            {
                case AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax list } argument:
                    yield return Without(root, list, list.WithArguments(list.Arguments.Remove(argument)), argument);
                    yield return Without(root, argument.Expression, SyntaxFactory.ParseExpression("null!"), argument, "null in place of");
                    yield return Without(root, argument.Expression, SyntaxFactory.ParseExpression("default"), argument, "default in place of");
                    yield return Without(root, argument.Expression, SyntaxFactory.ParseExpression("-1"), argument, "-1 in place of");
                    break;
                case AttributeSyntax { Parent: AttributeListSyntax list } attribute:
                    yield return Without(root, list.Attributes.Count == 1 ? list : attribute, null, attribute);
                    break;
                case MemberDeclarationSyntax { Modifiers: { Count: > 0 } modifiers } member:
                    foreach (SyntaxToken modifier in modifiers)
                    {
                        yield return Without(root, member, member.WithModifiers(modifiers.Remove(modifier)), modifier);
                    }

                    break;
                case ParameterSyntax { Parent: ParameterListSyntax list } parameter:
                    yield return Without(root, list, list.WithParameters(list.Parameters.Remove(parameter)), parameter);
                    break;
            }
        }

        foreach (MethodDeclarationSyntax method in root.DescendantNodes(IsUsers).OfType<MethodDeclarationSyntax>())
        {
            yield return Without(
                root, method.ReturnType, SyntaxFactory.ParseTypeName("void").WithTriviaFrom(method.ReturnType), method.ReturnType, "void in place of");
            yield return Without(root, method, null, method.Identifier, "without method");
        }
    }

    // A serializer context stands in for what another generator writes, which leaves nothing out.
    private static bool IsUsers(SyntaxNode node) =>
        node is not TypeDeclarationSyntax { BaseList: { } bases } || !bases.Types.Any(static type => type.ToString() == "JsonSerializerContext");

    private static (string What, string Source) Without(
        SyntaxNode root, SyntaxNode old, SyntaxNode? changed, SyntaxNodeOrToken piece, string verb = "without")
    {
        SyntaxNode mutated = changed is null
            ? root.RemoveNode(old, SyntaxRemoveOptions.KeepNoTrivia)!
            : root.ReplaceNode(old, changed);
        int line = piece.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;
        return ($"{verb} '{piece.ToString().Trim()}' of line {line}", mutated.ToFullString());
    }
}
