using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
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

        ImmutableArray<Edit> edits = await PartialTypes.EditsAsync(job, document.Project.Solution, cancellationToken).ConfigureAwait(false);
        return edits.IsEmpty ? null : new("Make the job partial", edits);
    }
}
