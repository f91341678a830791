using System.Collections.Immutable;
using System.Composition;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.CodeFixes.Section13Idempotency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section10Jobs;

/// <summary>
/// BWS1005: makes the class a job where that gives a whole one; else it takes the stage attributes off, which have no effect there.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StageBelongsToJobFix))]
[Shared]
public sealed class StageBelongsToJobFix() : RuleFix("BWS1005")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        TypeDeclarationSyntax? declaration = await FindAsync<TypeDeclarationSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (declaration is null || model?.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type)
        {
            return null;
        }

        KnownTypes known = KnownTypes.Of(model.Compilation);
        RuleOptions options = RuleOptions.Read(
            document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(declaration.SyntaxTree));
        if (NewJob.Of(type, known, options, cancellationToken) is not { } job)
        {
            return WithoutAttributes(StageSource.DeclaredBy(type, known), document.Project.Solution, cancellationToken);
        }

        JobAttributes attributes = new(
            job,
            BatchGenNames.Attribute("BatchJob", model, declaration.SpanStart),
            BatchGenNames.Attribute("Fallback", model, declaration.SpanStart));
        ImmutableArray<Edit> partial = await PartialTypes.EditsAsync(type, document.Project.Solution, cancellationToken).ConfigureAwait(false);
        return new(
            $"Make it the job '{job.Spec.Name}'",
            [new(document.Id, declaration, current => attributes.AddTo((TypeDeclarationSyntax)current)), .. partial]);
    }

    private static Repair? WithoutAttributes(List<StageSource> stages, Solution solution, CancellationToken cancellationToken)
    {
        ImmutableArray<Edit>.Builder edits = ImmutableArray.CreateBuilder<Edit>();
        foreach (StageSource stage in stages)
        {
            if (stage.Attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax attribute
                && attribute is { Parent.Parent: MethodDeclarationSyntax method }
                && solution.GetDocument(method.SyntaxTree) is { } document)
            {
                string text = attribute.ToString();
                edits.Add(new(document.Id, method, current => Without((MethodDeclarationSyntax)current, text)));
            }
        }

        return edits.Count == 0 ? null : new("Take the stage attributes off, which have no effect here", edits.ToImmutable());
    }

    private static SyntaxNode Without(MethodDeclarationSyntax method, string attribute)
    {
        int list = method.AttributeLists.IndexOf(candidate => candidate.Attributes.Any(found => found.ToString() == attribute));
        return list < 0
            ? method
            : RecordIdMembers.Without(method, list, method.AttributeLists[list].Attributes.IndexOf(found => found.ToString() == attribute));
    }
}
