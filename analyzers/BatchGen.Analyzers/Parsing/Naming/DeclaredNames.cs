using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing.Naming;

/// <summary>The names that a compilation declares, collected once: asking the compiler for each name would walk all of its declarations.</summary>
internal sealed class DeclaredNames
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public DeclaredNames(Compilation compilation) => Count(compilation.Assembly.GlobalNamespace);

    /// <summary>Whether the compilation's own code declares no more than one type or namespace of a name.</summary>
    public bool IsUnique(string name) => !_counts.TryGetValue(name, out int count) || count == 1;

    private void Count(INamespaceOrTypeSymbol container)
    {
        IEnumerable<INamespaceOrTypeSymbol> members = container is INamespaceSymbol space ? space.GetMembers() : container.GetTypeMembers();
        foreach (INamespaceOrTypeSymbol member in members)
        {
            _counts[member.Name] = _counts.TryGetValue(member.Name, out int count) ? count + 1 : 1;
            Count(member);
        }
    }
}
