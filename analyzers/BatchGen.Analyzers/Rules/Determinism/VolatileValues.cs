using System.Runtime.CompilerServices;
using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>
/// Tells whether an operation is by itself a value that changes from run to run. Where its operands come from is for the caller to
/// follow: <c>Guid.NewGuid().ToString()</c> is not volatile by itself, the call inside it is.
/// </summary>
internal sealed class VolatileValues
{
    private static readonly ConditionalWeakTable<Compilation, VolatileValues> Cache = new();
    private readonly Dictionary<ISymbol, VolatileValue> _members;
    private readonly RandomSources _random;
    private readonly HashCodes _hashCodes;

    private VolatileValues(KnownTypes known)
    {
        _members = VolatileMembers.Of(known);
        _random = new(known);
        _hashCodes = new(known);
    }

    /// <summary>The values of a compilation; the same object each time.</summary>
    public static VolatileValues Of(KnownTypes known) => Cache.GetValue(known.Compilation, compilation => new VolatileValues(KnownTypes.Of(compilation)));

    /// <summary>What is volatile in the operation itself, or null.</summary>
    public VolatileValue? Find(IOperation operation) => operation switch
    {
        // The operand of nameof is named and not evaluated.
        { Parent: INameOfOperation } => null,
        IInvocationOperation call => OfMember(call.TargetMethod) ?? _random.OfCall(call) ?? _hashCodes.OfCall(call),
        IPropertyReferenceOperation property => OfMember(property.Property) ?? _random.OfProperty(property),
        IMethodReferenceOperation method => OfMember(method.Method),
        IObjectCreationOperation creation => _random.OfCreation(creation),
        IIncrementOrDecrementOperation count => OfCount(count),
        _ => null,
    };

    // A member of a class that derives from a clock is the clock's.
    private VolatileValue? OfMember(ISymbol member)
    {
        for (ISymbol? current = member.OriginalDefinition; current is not null; current = Overridden(current)?.OriginalDefinition)
        {
            if (_members.TryGetValue(current, out VolatileValue value))
            {
                return value;
            }
        }

        return null;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    // What is counted in a local begins again with each call.
    private static VolatileValue? OfCount(IIncrementOrDecrementOperation count) => count.Target switch
    {
        IFieldReferenceOperation { Field: { } field } when IsShared(field.ContainingType) => new(VolatileKind.Counter, $"{field.Name}{Sign(count)}"),
        IPropertyReferenceOperation { Property: { Parameters.Length: 0 } property } when IsShared(property.ContainingType) =>
            new(VolatileKind.Counter, $"{property.Name}{Sign(count)}"),
        _ => null,
    };

    private static bool IsShared(INamedTypeSymbol type) => type.TypeKind == TypeKind.Class;

    private static string Sign(IIncrementOrDecrementOperation count) => count.Kind == OperationKind.Increment ? "++" : "--";
}
