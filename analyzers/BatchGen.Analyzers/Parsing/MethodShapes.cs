using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>What a stage method takes and gives, or why that is not supported.</summary>
internal sealed record MethodShape(string? Problem, string? ProblemPart)
{
    public ITypeSymbol? Input { get; init; }

    public ITypeSymbol? Output { get; init; }

    public ReturnCount Count { get; init; }

    public LoadForm LoadForm { get; init; }
}

/// <summary>The documented shapes of each stage.</summary>
internal static class MethodShapes
{
    private const string Return = "return";

    public static MethodShape Of(
        StageKind kind, IMethodSymbol method, ReturnShape returned, IParameterSymbol? record, ITypeSymbol? published, KnownTypes known)
    {
        return kind switch
        {
            StageKind.Extract => Extract(method, returned, known),
            StageKind.Transform => Transform(method, returned, record!, published, known),
            StageKind.Publish => Publish(method, returned, record!),
            _ => Load(method, returned, record!, known),
        };
    }

    private static MethodShape Extract(IMethodSymbol method, ReturnShape returned, KnownTypes known)
    {
        bool isAsync = false;
        ITypeSymbol? elements = returned.Result is null ? null : ReturnShape.Elements(returned.Result, known, out isAsync);
        return elements is null || IsAnnotated(elements) || IsAnnotated(returned.Result!)
            ? Unsupported(method, "an extract returns IAsyncEnumerable<T>, IEnumerable<T>, or a Task or ValueTask of IReadOnlyList<T>")
            : new(null, null) { Output = NotNull(elements), Count = isAsync ? ReturnCount.ManyAsync : ReturnCount.Many };
    }

    private static MethodShape Transform(
        IMethodSymbol method, ReturnShape returned, IParameterSymbol record, ITypeSymbol? published, KnownTypes known)
    {
        if (returned.Result is null)
        {
            return Unsupported(method, "a transform returns a record, null or a sequence of records, each also as Task or ValueTask");
        }

        ITypeSymbol result = ReturnShape.WithoutNull(returned.Result, out bool mayBeNull);
        MethodShape shape = new(null, null) { Input = NotNull(record.Type) };
        bool isPublished = SymbolEqualityComparer.Default.Equals(result, published);
        if (isPublished || ReturnShape.Elements(result, known, out bool isAsync) is not { } elements)
        {
            return shape with { Output = result, Count = mayBeNull ? ReturnCount.OneOrNone : ReturnCount.One };
        }

        return IsAnnotated(returned.Result) || IsAnnotated(elements)
            ? Unsupported(method, "a transform to many returns only the records that are to be published, and no null")
            : shape with { Output = NotNull(elements), Count = isAsync ? ReturnCount.ManyAsync : ReturnCount.Many };
    }

    private static MethodShape Publish(IMethodSymbol method, ReturnShape returned, IParameterSymbol record)
    {
        if (!MethodParser.NeedsBody(method))
        {
            return new("has a body: declare it partial without one, the generator writes it", null);
        }

        if (IsAnnotated(record.Type))
        {
            return new($"takes '{record.Name}' as {TypeNames.Display(record.Type)}: there is always a record to publish", record.Name);
        }

        return returned is { Result: null, Wrapper: not ReturnWrapper.None }
            ? new(null, null) { Input = NotNull(record.Type), Count = ReturnCount.Nothing }
            : Unsupported(method, "a publish returns Task or ValueTask");
    }

    private static MethodShape Load(IMethodSymbol method, ReturnShape returned, IParameterSymbol record, KnownTypes known)
    {
        if (returned.Result is not null)
        {
            return Unsupported(method, "a load returns Task, ValueTask or void");
        }

        MethodShape shape = new(null, null) { Count = ReturnCount.Nothing };
        ITypeSymbol payload = PayloadOf(record.Type, known);
        if (!SymbolEqualityComparer.Default.Equals(payload, record.Type) && IsAnnotated(payload))
        {
            return new($"takes {TypeNames.Display(record.Type)}: a record always has a payload", record.Name);
        }

        if (KnownTypes.Is(record.Type, known.BatchRecord))
        {
            return shape with { Input = NotNull(((INamedTypeSymbol)record.Type).TypeArguments[0]), LoadForm = LoadForm.Record };
        }

        if (ReturnShape.Elements(record.Type, known, out _) is INamedTypeSymbol elements && KnownTypes.Is(elements, known.BatchRecord))
        {
            bool isList = record.Type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IReadOnlyList_T
                or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
                or SpecialType.System_Collections_Generic_IEnumerable_T;
            return isList
                ? shape with { Input = NotNull(elements.TypeArguments[0]), LoadForm = LoadForm.Batch }
                : new($"takes {TypeNames.Display(record.Type)}: a load of many records at once takes IReadOnlyList<BatchRecord<T>>", record.Name);
        }

        return shape with { Input = NotNull(record.Type), LoadForm = LoadForm.Payload };
    }

    private static ITypeSymbol PayloadOf(ITypeSymbol record, KnownTypes known)
    {
        ITypeSymbol? element = ReturnShape.Elements(record, known, out _);
        ITypeSymbol single = element is not null && KnownTypes.Is(element, known.BatchRecord) ? element : record;
        return KnownTypes.Is(single, known.BatchRecord) ? ((INamedTypeSymbol)single).TypeArguments[0] : record;
    }

    private static bool IsAnnotated(ITypeSymbol type) => type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated;

    private static ITypeSymbol NotNull(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    private static MethodShape Unsupported(IMethodSymbol method, string expected) =>
        new($"returns {TypeNames.Display(method.ReturnType)}: {expected}", Return);
}
