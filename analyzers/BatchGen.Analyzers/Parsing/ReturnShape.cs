using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>A return type taken apart: what it is wrapped in, and what is inside.</summary>
/// <param name="Wrapper">Nothing, <c>Task</c> or <c>ValueTask</c>.</param>
/// <param name="Result">The type inside; null for <c>void</c>, <c>Task</c> and <c>ValueTask</c>.</param>
internal sealed record ReturnShape(ReturnWrapper Wrapper, ITypeSymbol? Result)
{
    public static ReturnShape Of(ITypeSymbol type, KnownTypes known)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return new(ReturnWrapper.None, null);
        }

        if (KnownTypes.Is(type, known.Task))
        {
            return new(ReturnWrapper.Task, null);
        }

        if (KnownTypes.Is(type, known.ValueTask))
        {
            return new(ReturnWrapper.ValueTask, null);
        }

        return type is INamedTypeSymbol { TypeArguments: [var result] }
            ? KnownTypes.Is(type, known.TaskOfT) ? new(ReturnWrapper.Task, result)
                : KnownTypes.Is(type, known.ValueTaskOfT) ? new(ReturnWrapper.ValueTask, result)
                : new(ReturnWrapper.None, type)
            : new(ReturnWrapper.None, type);
    }

    /// <summary>The elements of a sequence; null for text, for what is no sequence, and for one of several element types.</summary>
    public static ITypeSymbol? Elements(ITypeSymbol type, KnownTypes known, out bool isAsync)
    {
        isAsync = false;
        if (type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        List<INamedTypeSymbol> interfaces = [.. type.AllInterfaces];
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Interface } itself)
        {
            interfaces.Insert(0, itself);
        }

        List<ITypeSymbol> asynchronous =
            [.. interfaces.Where(type => KnownTypes.Is(type, known.AsyncEnumerable)).Select(type => type.TypeArguments[0])];
        isAsync = asynchronous.Count > 0;
        List<ITypeSymbol> elements = isAsync
            ? asynchronous
            : [.. interfaces
                .Where(type => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                .Select(type => type.TypeArguments[0])];
        return elements is [var single] ? single : null;
    }

    /// <summary>A type without the <c>?</c> that says it may be missing.</summary>
    public static ITypeSymbol WithoutNull(ITypeSymbol type, out bool mayBeNull)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] })
        {
            mayBeNull = true;
            return value;
        }

        // Code without nullable annotations says nothing: it may be null.
        mayBeNull = type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        return type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
    }
}
