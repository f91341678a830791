using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Parsing.Naming;

/// <summary>The <c>global using</c> directives of a compilation.</summary>
/// <param name="Namespaces">The imported namespaces and, for <c>using static</c>, types.</param>
/// <param name="Aliases">The names of aliases.</param>
internal sealed record GlobalUsings(IReadOnlyCollection<INamespaceOrTypeSymbol> Namespaces, IReadOnlyCollection<string> Aliases)
{
    public static GlobalUsings Of(Compilation compilation)
    {
        HashSet<INamespaceOrTypeSymbol> namespaces = new(SymbolEqualityComparer.Default);
        HashSet<string> aliases = new(StringComparer.Ordinal);
        foreach (UsingDirectiveSyntax directive in compilation.SyntaxTrees.SelectMany(GlobalDirectives))
        {
            if (directive.Alias is { } alias)
            {
                aliases.Add(alias.Name.Identifier.ValueText);
            }
            else if (Find(compilation.GlobalNamespace, directive.Name) is { } imported)
            {
                namespaces.Add(imported);
            }
        }

        return new(namespaces, aliases);
    }

    private static IEnumerable<UsingDirectiveSyntax> GlobalDirectives(SyntaxTree tree) =>
        tree.TryGetRoot(out SyntaxNode? root) || (root = tree.GetRoot()) is not null
            ? ((root as CompilationUnitSyntax)?.Usings ?? default).Where(static directive => !directive.GlobalKeyword.Span.IsEmpty)
            : [];

    // By names, not by a semantic model: it is asked once per compilation, and making a model for every file would cost more than
    // the parse that it serves.
    private static INamespaceOrTypeSymbol? Find(INamespaceSymbol root, NameSyntax? name) => name switch
    {
        QualifiedNameSyntax { Right: var right } qualified => Member(Find(root, qualified.Left), right.Identifier.ValueText, right.Arity),
        AliasQualifiedNameSyntax { Name: var simple } => Member(root, simple.Identifier.ValueText, simple.Arity),
        SimpleNameSyntax simple => Member(root, simple.Identifier.ValueText, simple.Arity),
        _ => null,
    };

    private static INamespaceOrTypeSymbol? Member(INamespaceOrTypeSymbol? container, string name, int arity) =>
        container?.GetMembers(name).OfType<INamespaceOrTypeSymbol>()
            .FirstOrDefault(member => member is INamespaceSymbol ? arity == 0 : ((INamedTypeSymbol)member).Arity == arity);
}
