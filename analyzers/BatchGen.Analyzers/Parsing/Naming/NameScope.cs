using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing.Naming;

/// <summary>
/// What a simple name means inside a job's generated file: C#'s own order of types, enclosing namespaces and <c>using</c>s. Names that
/// would mean something else, or more than one thing, are written with <c>global::</c>.
/// </summary>
internal sealed class NameScope
{
    private readonly INamedTypeSymbol _job;
    private readonly KnownTypes _known;
    private readonly HashSet<INamespaceOrTypeSymbol> _imports = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol[] _typesAround;
    private readonly INamespaceSymbol[] _namespacesAround;

    public NameScope(INamedTypeSymbol job, KnownTypes known)
    {
        _job = job;
        _known = known;
        _typesAround = [.. TypesAround(job)];
        _namespacesAround = [.. NamespacesAround(job, known.Compilation)];
    }

    /// <summary>Adds the namespaces that a type's name will need, before any name is looked up.</summary>
    public void Import(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Import(array.ElementType);
                break;
            case INamedTypeSymbol { TypeKind: not TypeKind.Error } named:
                if (named.ContainingNamespace is { IsGlobalNamespace: false } container && !_known.Imports.Contains(container))
                {
                    _imports.Add(container);
                }

                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    Import(argument);
                }

                break;
        }
    }

    /// <summary>The names of <see cref="RuntimeNames"/> that need <c>global::</c>.</summary>
    public EquatableArray<string> ShadowedNames() => RuntimeNames.Namespaces
        .Where(pair => IsShadowed(RuntimeNames.Simple(pair.Key, out int arity), arity, pair.Value))
        .Select(pair => pair.Key)
        .ToEquatableArray();

    /// <summary>Whether a simple name means a type here, and through which <c>using</c>, null for none.</summary>
    public bool Means(INamedTypeSymbol type, out string? import)
    {
        import = null;
        switch (InTypes(type.Name, type.Arity) ?? InNamespaces(type.Name, type.Arity))
        {
            case { } found:
                return SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, type.OriginalDefinition);
            case null when type.ContainingType is null && Imported(type.Name, type.Arity) is [var single]:
                import = single.ContainingNamespace?.ToString();
                return SymbolEqualityComparer.Default.Equals(single, type.OriginalDefinition);
            default:
                return false;
        }
    }

    private bool IsShadowed(string name, int arity, string home)
    {
        // An attribute is found with and without its suffix.
        if (name == "GeneratedCode" && (IsTaken(name, arity) || Imported(name, arity).Length > 0))
        {
            return true;
        }

        string typeName = name == "GeneratedCode" ? "GeneratedCodeAttribute" : name;
        return IsMember(typeName) || IsTaken(typeName, arity) || Imported(typeName, arity) is not [var single] || !IsIn(single, home);

        bool IsTaken(string taken, int takenArity) =>
            InTypes(taken, takenArity) is not null || (InNamespaces(taken, takenArity) is { } found && !IsIn(found, home));
    }

    private static bool IsIn(INamespaceOrTypeSymbol symbol, string home) =>
        symbol is INamedTypeSymbol && symbol.ContainingNamespace?.ToString() == home;

    // A property of the class called Acks would take the place of the type in `Acks.All`.
    private bool IsMember(string name) =>
        _typesAround.Any(type => type.GetMembers(name).Length > 0)
        || _job.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Name == name));

    private INamespaceOrTypeSymbol? InTypes(string name, int arity) => _typesAround
        .SelectMany(type => type.GetTypeMembers(name, arity).Append(type.Name == name && type.Arity == arity ? type : null!))
        .FirstOrDefault(type => type is not null);

    private static IEnumerable<INamedTypeSymbol> TypesAround(INamedTypeSymbol job)
    {
        for (INamedTypeSymbol? outer = job; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? type = outer; type is not null; type = type.BaseType)
            {
                yield return type;
            }
        }
    }

    private static IEnumerable<INamespaceSymbol> NamespacesAround(INamedTypeSymbol job, Compilation compilation)
    {
        for (INamespaceSymbol? scope = job.ContainingNamespace; scope is not null; scope = scope.ContainingNamespace)
        {
            // The namespace of the compilation, which merges what all references add to it.
            yield return compilation.GetCompilationNamespace(scope) ?? scope;
        }
    }

    private INamespaceOrTypeSymbol? InNamespaces(string name, int arity)
    {
        foreach (INamespaceSymbol scope in _namespacesAround)
        {
            // By name: a namespace may have hundreds of others inside.
            INamespaceOrTypeSymbol? found = arity == 0 ? scope.GetMembers(name).OfType<INamespaceSymbol>().FirstOrDefault() : null;
            found ??= Accessible(scope, name, arity).FirstOrDefault();
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    // What every file imports is the same for every job, and is looked up once for all of them.
    private ImmutableArray<INamedTypeSymbol> Imported(string name, int arity)
    {
        if (_known.GlobalUsings.Aliases.Contains(name))
        {
            return [];
        }

        ImmutableArray<INamedTypeSymbol> common = _known.Imports.Find(name, arity);
        List<INamedTypeSymbol>? own = null;
        foreach (INamespaceOrTypeSymbol import in _imports)
        {
            foreach (INamedTypeSymbol type in Accessible(import, name, arity))
            {
                if (!common.Contains(type, SymbolEqualityComparer.Default))
                {
                    (own ??= []).Add(type);
                }
            }
        }

        return own is null ? common : common.AddRange(own.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default));
    }

    private IEnumerable<INamedTypeSymbol> Accessible(INamespaceOrTypeSymbol container, string name, int arity) =>
        CommonImports.Accessible(container, name, arity, _known.Compilation);
}
