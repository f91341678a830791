using Microsoft.CodeAnalysis;

namespace BatchGen.CodeFixes;

/// <summary>What a fix must know of a method before it changes the signature.</summary>
internal static class MethodFacts
{
    /// <summary>Whether a base class or interface says what the signature is, or other classes rely on it.</summary>
    public static bool IsPrescribed(IMethodSymbol method) =>
        method.IsOverride
        || method.IsVirtual
        || method.IsAbstract
        || method.ContainingType.AllInterfaces
            .SelectMany(static type => type.GetMembers())
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
}
