using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>
/// Tells which hash codes change from run to run: those of strings and objects, and what the compiler and the platform make of them.
/// Numbers, enumerations, GUIDs and times are hashed by their bits, the same in each process; an override in source is a helper method
/// like any other, and what a type parameter stands for is not known.
/// </summary>
internal sealed class HashCodes
{
    private readonly INamedTypeSymbol? _equalityComparer;
    private readonly HashSet<INamedTypeSymbol> _stable;

    public HashCodes(KnownTypes known)
    {
        _equalityComparer = known.Find("System.Collections.Generic.EqualityComparer`1");
        _stable = new(
            new[]
            {
                known.Guid, known.DateTimeOffset, known.DateOnly, known.TimeOnly, known.Find("System.TimeSpan"), known.Find("System.Int128"),
                known.Find("System.UInt128"),
            }.OfType<INamedTypeSymbol>(),
            SymbolEqualityComparer.Default);
    }

    public VolatileValue? OfCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Name != "GetHashCode")
        {
            return null;
        }

        if (KnownTypes.Is(method.ContainingType, _equalityComparer))
        {
            return call.Arguments is [{ Value: { } value }] ? OfType(Unwrapped(value).Type, method) : null;
        }

        bool isOfString = method.ContainingType.SpecialType == SpecialType.System_String;
        bool isOfObject = method.Parameters.Length == 0 && Root(method).ContainingType.SpecialType == SpecialType.System_Object;
        return isOfString || isOfObject ? OfType(isOfString ? method.ContainingType : TypeOf(call.Instance, method), method) : null;
    }

    private VolatileValue? OfType(ITypeSymbol? type, IMethodSymbol method)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ } inner] })
        {
            type = inner;
        }

        return type is null || IsStable(type) || IsWritten(type, method)
            ? null
            : new(VolatileKind.HashCode, $"{(type.SpecialType == SpecialType.System_String ? "string" : type.Name)}.GetHashCode()");
    }

    private bool IsStable(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Enum or TypeKind.TypeParameter or TypeKind.Error or TypeKind.Dynamic
        || type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_Double)
            or SpecialType.System_DateTime or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        || (type is INamedTypeSymbol named && _stable.Contains(named));

    // An override that somebody wrote may hash in a way of its own.
    private static bool IsWritten(ITypeSymbol type, IMethodSymbol method)
    {
        if (!method.IsImplicitlyDeclared && !method.DeclaringSyntaxReferences.IsEmpty)
        {
            return true;
        }

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("GetHashCode").OfType<IMethodSymbol>().FirstOrDefault(static member => member.Parameters.Length == 0) is { } member)
            {
                return !member.IsImplicitlyDeclared && !member.DeclaringSyntaxReferences.IsEmpty;
            }
        }

        return false;
    }

    private static ITypeSymbol? TypeOf(IOperation? instance, IMethodSymbol method) =>
        instance is null ? method.ContainingType : Unwrapped(instance).Type ?? method.ContainingType;

    private static IOperation Unwrapped(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true, Operand: { } operand } ? operand : operation;

    private static IMethodSymbol Root(IMethodSymbol method)
    {
        IMethodSymbol current = method;
        while (current.OverriddenMethod is { } overridden)
        {
            current = overridden;
        }

        return current;
    }
}
