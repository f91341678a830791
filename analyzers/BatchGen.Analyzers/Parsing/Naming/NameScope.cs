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

    public NameScope(INamedTypeSymbol job, KnownTypes known)
    {
        _job = job;
        _known = known;
        foreach (string name in RuntimeNames.Namespaces.Values.Append(RuntimeNames.DependencyInjection).Distinct())
        {
            if (FindNamespace(known.Compilation, name) is { } found)
            {
                _imports.Add(found);
            }
        }

        _imports.UnionWith(known.GlobalUsings.Namespaces);
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
                if (named.ContainingNamespace is { IsGlobalNamespace: false } container)
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

    /// <summary>The namespace with a dotted name, or null.</summary>
    public static INamespaceSymbol? FindNamespace(Compilation compilation, string name)
    {
        INamespaceSymbol? current = compilation.GlobalNamespace;
        foreach (string part in name.Split('.'))
        {
            current = current?.GetNamespaceMembers().FirstOrDefault(member => member.Name == part);
        }

        return current;
    }

    private bool IsShadowed(string name, int arity, string home)
    {
        // An attribute is found with and without its suffix.
        if (name == "GeneratedCode" && (IsTaken(name, arity) || Imported(name, arity).Count > 0))
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
        TypesAround().Any(type => type.GetMembers(name).Length > 0)
        || _job.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Name == name));

    private INamespaceOrTypeSymbol? InTypes(string name, int arity) => TypesAround()
        .SelectMany(type => type.GetTypeMembers(name, arity).Append(type.Name == name && type.Arity == arity ? type : null!))
        .FirstOrDefault(type => type is not null);

    private IEnumerable<INamedTypeSymbol> TypesAround()
    {
        for (INamedTypeSymbol? outer = _job; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? type = outer; type is not null; type = type.BaseType)
            {
                yield return type;
            }
        }
    }

    private INamespaceOrTypeSymbol? InNamespaces(string name, int arity)
    {
        for (INamespaceSymbol? scope = _job.ContainingNamespace; scope is not null; scope = scope.ContainingNamespace)
        {
            // The namespace of the compilation, which merges what all references add to it.
            INamespaceSymbol merged = _known.Compilation.GetCompilationNamespace(scope) ?? scope;
            INamespaceOrTypeSymbol? found = arity == 0 ? merged.GetNamespaceMembers().FirstOrDefault(member => member.Name == name) : null;
            found ??= Accessible(merged, name, arity).FirstOrDefault();
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private List<INamedTypeSymbol> Imported(string name, int arity) => _known.GlobalUsings.Aliases.Contains(name)
        ? []
        : [.. _imports.SelectMany(import => Accessible(import, name, arity)).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)];

    private IEnumerable<INamedTypeSymbol> Accessible(INamespaceOrTypeSymbol container, string name, int arity) => container
        .GetTypeMembers(name, arity)
        .Where(type => _known.Compilation.IsSymbolAccessibleWithin(type, _known.Compilation.Assembly));
}
