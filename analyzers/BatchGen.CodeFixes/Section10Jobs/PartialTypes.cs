using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section10Jobs;

/// <summary>Makes a class one that the generator can write another part of.</summary>
internal static class PartialTypes
{
    /// <summary>The edits that write <c>partial</c> on every declaration of a class and of the types around it that lacks it.</summary>
    public static async Task<ImmutableArray<Edit>> EditsAsync(INamedTypeSymbol job, Solution solution, CancellationToken cancellationToken)
    {
        ImmutableArray<Edit>.Builder edits = ImmutableArray.CreateBuilder<Edit>();
        for (INamedTypeSymbol? type = job; type is not null; type = type.ContainingType)
        {
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
            {
                SyntaxNode part = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
                if (part is TypeDeclarationSyntax typed
                    && !typed.Modifiers.Any(SyntaxKind.PartialKeyword)
                    && solution.GetDocument(part.SyntaxTree) is { } owner)
                {
                    edits.Add(new(owner.Id, part, static node => WithPartial((TypeDeclarationSyntax)node)));
                }
            }
        }

        return edits.ToImmutable();
    }

    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return type;
        }

        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
    }
}
