using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section10Jobs;

/// <summary>BWS1001: writes <c>partial</c> on every declaration of the job and of the types around it that lacks it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JobIsPartialFix))]
[Shared]
public sealed class JobIsPartialFix() : RuleFix("BWS1001")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        TypeDeclarationSyntax? declaration = await FindAsync<TypeDeclarationSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (declaration is null || model?.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol job)
        {
            return null;
        }

        ImmutableArray<Edit>.Builder edits = ImmutableArray.CreateBuilder<Edit>();
        for (INamedTypeSymbol? type = job; type is not null; type = type.ContainingType)
        {
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
            {
                SyntaxNode part = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
                if (part is TypeDeclarationSyntax typed
                    && !typed.Modifiers.Any(SyntaxKind.PartialKeyword)
                    && document.Project.Solution.GetDocument(part.SyntaxTree) is { } owner)
                {
                    edits.Add(new(owner.Id, part, static node => WithPartial((TypeDeclarationSyntax)node)));
                }
            }
        }

        return edits.Count == 0 ? null : new("Make the job partial", edits.ToImmutable());
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
