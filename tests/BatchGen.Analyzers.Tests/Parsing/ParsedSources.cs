using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Parsing;

/// <summary>Finds the jobs of a compilation.</summary>
internal static class ParsedSources
{
    /// <summary>The classes with <c>[BatchJob]</c>, by name, and what parsing them needs.</summary>
    public static List<(INamedTypeSymbol Type, KnownTypes Known)> In(Compilation compilation)
    {
        KnownTypes known = KnownTypes.Of(compilation);
        return [.. compilation
            .GetSymbolsWithName(static _ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Where(type => AttributeReader.Find(type, known.BatchJob) is not null)
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(type => (type, known))];
    }
}
