using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>Members of the platform whose value is made of nothing but what they are given: text, numbers, dates, hashes.</summary>
internal static class PureMembers
{
    private static readonly string[] Namespaces = ["Text", "Globalization", "Numerics", "Cryptography"];

    public static bool PassesOn(IMethodSymbol method) =>
        method.ReturnType.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_Void)
        && (method.Name == "ToString" && method.DeclaringSyntaxReferences.IsEmpty || (IsPlatform(method.ContainingType) && !TellsPosition(method.Name)));

    public static bool PassesOn(IPropertySymbol property) =>
        property.Type.SpecialType != SpecialType.System_Boolean
        && property.Name is not ("Length" or "Count")
        && (IsPlatform(property.ContainingType) || property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T);

    /// <summary>Whether a type is a plain value of the platform, so that a new one says what it was made of.</summary>
    public static bool IsPlatformValue(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && IsPlatform(named)
        && (named.IsValueType || named.SpecialType == SpecialType.System_String || named.Name is "Uri" or "StringBuilder");

    private static bool IsPlatform(INamedTypeSymbol type)
    {
        INamespaceSymbol? space = type.ContainingNamespace;
        bool isInSystem = space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            || (space is { ContainingNamespace.Name: "System" or "Security" } && Array.IndexOf(Namespaces, space.Name) >= 0);
        return isInSystem
            && type.DeclaringSyntaxReferences.IsEmpty
            && type.TypeKind is not (TypeKind.Delegate or TypeKind.Interface)
            && type.Name is not ("Console" or "Environment" or "Random" or "Lazy" or "GC" or "Activator" or "AppContext");
    }

    private static bool TellsPosition(string name) =>
        name.StartsWith("IndexOf", StringComparison.Ordinal) || name.StartsWith("LastIndexOf", StringComparison.Ordinal)
        || name.StartsWith("Compare", StringComparison.Ordinal);
}
