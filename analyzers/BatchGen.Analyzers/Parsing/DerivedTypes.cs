using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>Walks the types of a compilation's own source: for the few questions that a type cannot answer by itself.</summary>
internal static class DerivedTypes
{
    /// <summary>The types that derive from a class, directly or not.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(INamedTypeSymbol type, KnownTypes known, CancellationToken cancellationToken) =>
        All(known, cancellationToken).Where(candidate => DerivesFrom(candidate, type));

    /// <summary>Every type that the compilation declares.</summary>
    public static IEnumerable<INamedTypeSymbol> All(KnownTypes known, CancellationToken cancellationToken)
    {
        Stack<INamespaceOrTypeSymbol> open = new([known.Compilation.Assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            INamespaceOrTypeSymbol current = open.Pop();
            if (current is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (INamespaceOrTypeSymbol member in current.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
            }
        }
    }

    private static bool DerivesFrom(INamedTypeSymbol candidate, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = candidate.BaseType; current is not null; current = current.BaseType)
        {
            if (KnownTypes.Is(current, type))
            {
                return true;
            }
        }

        return false;
    }
}
