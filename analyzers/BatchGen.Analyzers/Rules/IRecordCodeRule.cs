using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Determinism;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules;

/// <summary>A rule on the values that code gives to the ids or keys of records: code of jobs, and of the payload types themselves.</summary>
internal interface IRecordCodeRule
{
    /// <summary>The attribute of the members in question.</summary>
    INamedTypeSymbol? AttributeOf(KnownTypes known);

    /// <summary>The report at the value.</summary>
    Diagnostic Report(Location location, string attribute, ISymbol member, VolatileSource source);
}
