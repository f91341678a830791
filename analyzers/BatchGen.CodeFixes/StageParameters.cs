using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace BatchGen.CodeFixes;

/// <summary>A parameter that each stage may take.</summary>
/// <param name="Namespace">The namespace of its type.</param>
/// <param name="Type">Its type.</param>
/// <param name="Names">What it may be called, best first.</param>
internal sealed record StageParameter(string Namespace, string Type, params ImmutableArray<string> Names)
{
    public static StageParameter Context { get; } = new("BatchGen", "BatchContext", "batch", "batchContext");

    public static StageParameter Token { get; } = new("System.Threading", "CancellationToken", "ct", "cancellationToken");
}

/// <summary>How code at a place can name a parameter.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Edits">What has to be changed for that: nothing where there is such a parameter already.</param>
internal sealed record ReachedParameter(string Name, ImmutableArray<Edit> Edits);

/// <summary>Finds the context or token that code in a stage can use, and adds it to a stage that does not take it yet.</summary>
internal static class StageParameters
{
    /// <summary>The parameter as the code at a place sees it, or null where none is in reach and none can honestly be added.</summary>
    public static async Task<ReachedParameter?> ReachAsync(
        Document document, SyntaxNode place, StageParameter wanted, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        foreach (SyntaxNode function in place.Ancestors().Where(Functions.Is))
        {
            IMethodSymbol? symbol = (function is AnonymousFunctionExpressionSyntax
                ? model.GetSymbolInfo(function, cancellationToken).Symbol
                : model.GetDeclaredSymbol(function, cancellationToken)) as IMethodSymbol;
            if (symbol is null)
            {
                return null;
            }

            if (Find(symbol, wanted) is { } parameter)
            {
                // A local of an inner function may have taken the name.
                return model.LookupSymbols(place.SpanStart, name: parameter.Name).Any(seen => SymbolEqualityComparer.Default.Equals(seen, parameter))
                    ? new(parameter.Name, [])
                    : null;
            }

            if (function is MethodDeclarationSyntax declaration)
            {
                return await AddAsync(document, declaration, symbol, wanted, cancellationToken).ConfigureAwait(false);
            }

            if (Functions.IsStatic(function))
            {
                return null;
            }
        }

        return null;
    }

    private static IParameterSymbol? Find(IMethodSymbol method, StageParameter wanted) =>
        method.Parameters.FirstOrDefault(parameter => IsWanted(parameter.Type, wanted));

    private static bool IsWanted(ITypeSymbol type, StageParameter wanted) => type.Name == wanted.Type && IsNamespace(type.ContainingNamespace, wanted.Namespace);

    private static bool IsNamespace(INamespaceSymbol? space, string name)
    {
        foreach (string part in Enumerable.Reverse(name.Split('.')))
        {
            if (space?.Name != part)
            {
                return false;
            }

            space = space.ContainingNamespace;
        }

        return space is { IsGlobalNamespace: true };
    }

    private static async Task<ReachedParameter?> AddAsync(
        Document document, MethodDeclarationSyntax declaration, IMethodSymbol method, StageParameter wanted, CancellationToken cancellationToken)
    {
        string? name = wanted.Names.FirstOrDefault(name =>
            !declaration.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name));
        if (name is null
            || MethodFacts.IsPrescribed(method)
            || method.Parameters is [.., { IsParams: true } or { IsOptional: true }]
            || await IsCalledAsync(method, document.Project.Solution, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        ImmutableArray<Edit>.Builder edits = ImmutableArray.CreateBuilder<Edit>();
        foreach (IMethodSymbol part in new[] { method, method.PartialDefinitionPart, method.PartialImplementationPart }.OfType<IMethodSymbol>())
        {
            foreach (SyntaxReference reference in part.DeclaringSyntaxReferences)
            {
                if (await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is MethodDeclarationSyntax syntax
                    && document.Project.Solution.GetDocument(syntax.SyntaxTree) is { } owner
                    && await owner.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model)
                {
                    string text = $"{Attribute(syntax, wanted, model)}{TypeText(model, syntax.SpanStart, wanted.Namespace, wanted.Type)} {name}";
                    edits.Add(new(owner.Id, syntax.ParameterList, current => With((ParameterListSyntax)current, text, name)));
                }
            }
        }

        return new(name, edits.ToImmutable());
    }

    // Without the attribute an async iterator would not see the token of who enumerates it, and the compiler warns.
    private static string Attribute(MethodDeclarationSyntax syntax, StageParameter wanted, SemanticModel model)
    {
        bool isAsyncIterator = wanted == StageParameter.Token
            && syntax.Modifiers.Any(SyntaxKind.AsyncKeyword)
            && syntax.DescendantNodes(static node => !Functions.Is(node) || node is MethodDeclarationSyntax).Any(static node => node is YieldStatementSyntax);
        return isAsyncIterator
            ? $"[{TypeText(model, syntax.SpanStart, "System.Runtime.CompilerServices", "EnumeratorCancellationAttribute").Replace("Attribute", "")}] "
            : "";
    }

    private static string TypeText(SemanticModel model, int position, string space, string name) =>
        model.LookupNamespacesAndTypes(position, name: name) is [{ } found] && IsNamespace(found.ContainingNamespace, space) ? name : $"{space}.{name}";

    private static ParameterListSyntax With(ParameterListSyntax list, string text, string name)
    {
        if (list.Parameters.Any(parameter => parameter.Identifier.ValueText == name))
        {
            return list;
        }

        ParameterSyntax added = SyntaxFactory.ParseParameterList($"({text})").Parameters[0];
        if (list.Parameters.Count == 0)
        {
            return list.WithParameters([added]);
        }

        SyntaxTriviaList trailing = list.Parameters.Last().GetTrailingTrivia();
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return list.WithParameters(SyntaxFactory.SeparatedList(
            list.Parameters.Take(list.Parameters.Count - 1)
                .Concat([list.Parameters.Last().WithoutTrailingTrivia(), added.WithTrailingTrivia(trailing)]),
            list.Parameters.GetSeparators().Concat([comma])));
    }

    // Who calls a stage by hand, a test for example, would no longer compile. Generated code is written anew.
    private static async Task<bool> IsCalledAsync(IMethodSymbol method, Solution solution, CancellationToken cancellationToken)
    {
        IEnumerable<ReferencedSymbol> found = await SymbolFinder.FindReferencesAsync(method, solution, cancellationToken).ConfigureAwait(false);
        return found.SelectMany(static symbol => symbol.Locations)
            .Any(static location => location.Document is not SourceGeneratedDocument && location.Document.Name?.EndsWith(".g.cs", StringComparison.Ordinal) != true);
    }
}
