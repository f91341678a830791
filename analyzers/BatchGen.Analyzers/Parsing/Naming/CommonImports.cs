using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing.Naming;

/// <summary>
/// The namespaces that every generated file of a compilation imports: the library's, the platform's, and those of <c>global using</c>.
/// What a name means through them is the same for every job.
/// </summary>
internal sealed class CommonImports
{
    private readonly Compilation _compilation;
    private readonly HashSet<INamespaceOrTypeSymbol> _imports = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(string Name, int Arity), ImmutableArray<INamedTypeSymbol>> _found = new();

    public CommonImports(Compilation compilation, GlobalUsings globalUsings)
    {
        _compilation = compilation;
        IEnumerable<string> runtime = RuntimeNames.Namespaces.Values.Append(RuntimeNames.DependencyInjection).Distinct();
        _imports.UnionWith(runtime.Select(FindNamespace).OfType<INamespaceSymbol>());
        _imports.UnionWith(globalUsings.Namespaces);
    }

    /// <summary>Whether every file imports a namespace.</summary>
    public bool Contains(INamespaceSymbol container) => _imports.Contains(container);

    /// <summary>The types that a simple name can mean through the imports.</summary>
    public ImmutableArray<INamedTypeSymbol> Find(string name, int arity) => _found.GetOrAdd(
        (name, arity),
        key => [.. _imports.SelectMany(import => Accessible(import, key.Name, key.Arity, _compilation)).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)]);

    /// <summary>Whether no import has another type of a name, however many type parameters that has.</summary>
    public bool HasNoOther(INamedTypeSymbol type)
    {
        foreach (INamespaceOrTypeSymbol import in _imports)
        {
            foreach (INamedTypeSymbol member in import.GetTypeMembers(type.Name))
            {
                if (!SymbolEqualityComparer.Default.Equals(member, type))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The types of a name in a namespace or type that the compilation's own code may use.</summary>
    public static IEnumerable<INamedTypeSymbol> Accessible(INamespaceOrTypeSymbol container, string name, int arity, Compilation compilation)
    {
        ImmutableArray<INamedTypeSymbol> types = container.GetTypeMembers(name, arity);
        return types.IsEmpty ? types : types.Where(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
    }

    private INamespaceSymbol? FindNamespace(string name)
    {
        INamespaceSymbol? current = _compilation.GlobalNamespace;
        foreach (string part in name.Split('.'))
        {
            current = current?.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault();
        }

        return current;
    }
}
