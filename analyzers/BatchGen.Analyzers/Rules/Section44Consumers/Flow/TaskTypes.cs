using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Types of things that are awaited.</summary>
internal static class TaskTypes
{
    public static bool IsTask(ITypeSymbol? type) =>
        type is INamedTypeSymbol
        {
            Name: "Task" or "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" or "TaskAwaiter" or "ValueTaskAwaiter"
                or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter",
        };

    /// <summary>Whether it is a sequence of tasks, as <c>records.Select(HandleAsync)</c> gives.</summary>
    public static bool IsTaskSequence(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsTask(array.ElementType),
        INamedTypeSymbol { TypeArguments: [.., { } last] } => IsTask(last),
        _ => false,
    };

    /// <summary>Whether a call that returns this only says how it went: what is left to do with a record is not in it.</summary>
    public static bool IsVerdict(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is SpecialType.System_Void or (>= SpecialType.System_Boolean and <= SpecialType.System_Double);
}
