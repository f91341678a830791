using System.Collections.Immutable;
using System.Composition;
using BatchGen.Analyzers.Rules.Section10Jobs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section10Jobs;

/// <summary>
/// BWS1008: returns <c>Task</c> from a load. Not from a method whose type another one prescribes, and not from a stage that gives
/// records: what would be in the task only its author knows.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StageIsNotAsyncVoidFix))]
[Shared]
public sealed class StageIsNotAsyncVoidFix() : RuleFix("BWS1008")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        MethodDeclarationSyntax? declaration = await FindAsync<MethodDeclarationSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (declaration is null
            || !diagnostic.Properties.ContainsKey(StageIsNotAsyncVoid.TaskProperty)
            || model?.GetDeclaredSymbol(declaration, cancellationToken) is not IMethodSymbol method
            || MethodFacts.IsPrescribed(method))
        {
            return null;
        }

        ImmutableArray<Edit>.Builder edits = ImmutableArray.CreateBuilder<Edit>();
        foreach (IMethodSymbol part in new[] { method, method.PartialDefinitionPart, method.PartialImplementationPart }.OfType<IMethodSymbol>())
        {
            foreach (SyntaxReference reference in part.DeclaringSyntaxReferences)
            {
                if (await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is MethodDeclarationSyntax syntax
                    && document.Project.Solution.GetDocument(syntax.SyntaxTree) is { } owner)
                {
                    string task = await TaskNameAsync(owner, syntax.SpanStart, cancellationToken).ConfigureAwait(false);
                    edits.Add(new(owner.Id, syntax.ReturnType, current => SyntaxFactory.ParseTypeName(task).WithTriviaFrom(current)));
                }
            }
        }

        return new("Return Task", edits.ToImmutable());
    }

    private static async Task<string> TaskNameAsync(Document document, int position, CancellationToken cancellationToken)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<ISymbol> found = model?.LookupNamespacesAndTypes(position, name: "Task") ?? [];
        bool isInReach = found.OfType<INamedTypeSymbol>().Any(static type => type.Arity == 0 && IsTasks(type.ContainingNamespace));
        return isInReach && found.All(static type => IsTasks(type.ContainingNamespace)) ? "Task" : "System.Threading.Tasks.Task";
    }

    private static bool IsTasks(INamespaceSymbol? container) =>
        container is { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
