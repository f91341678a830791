using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Where an exception can lead.</summary>
/// <param name="Entry">The first block of the handler.</param>
/// <param name="IsFinally">Whether the handler is a <c>finally</c>, through which the exception passes on.</param>
/// <param name="Try">The region that the exception comes from.</param>
/// <param name="Handler">The region of the handler.</param>
internal readonly record struct ExceptionPath(int Entry, bool IsFinally, ControlFlowRegion Try, ControlFlowRegion Handler);

/// <summary>The exceptional edges, which the control-flow graph leaves out.</summary>
internal static class ExceptionPaths
{
    /// <summary>Whether an operation can fail in a way that matters here: anything that runs other code.</summary>
    public static bool MayThrow(IOperation operation) => operation.DescendantsAndSelf().Any(static part =>
        part is IInvocationOperation or IAwaitOperation or IObjectCreationOperation or IThrowOperation or IDynamicInvocationOperation);

    /// <summary>The handlers that an exception in a region reaches first; those behind a <c>finally</c> are reached from its end.</summary>
    public static IEnumerable<ExceptionPath> From(ControlFlowRegion? region)
    {
        // The graph of a lambda lies in a region of the graph around it, whose handlers are no blocks of its own.
        for (ControlFlowRegion? current = region; current is not null and not { Kind: ControlFlowRegionKind.Root }; current = current.EnclosingRegion)
        {
            if (current.Kind != ControlFlowRegionKind.Try || current.EnclosingRegion is not { } guarded)
            {
                continue;
            }

            bool isCaught = false;
            foreach (ControlFlowRegion handler in guarded.NestedRegions.Where(nested => nested != current))
            {
                if (handler.Kind is ControlFlowRegionKind.Finally or ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)
                {
                    yield return new(handler.FirstBlockOrdinal, handler.Kind == ControlFlowRegionKind.Finally, current, handler);
                    isCaught |= handler.Kind == ControlFlowRegionKind.Finally
                        || (handler.Kind == ControlFlowRegionKind.Catch && IsAnyException(handler.ExceptionType));
                }
            }

            if (isCaught)
            {
                yield break;
            }
        }
    }

    /// <summary>Whether the code of a region calls the consumer.</summary>
    public static bool CallsConsumer(ControlFlowGraph graph, ControlFlowRegion region, KafkaSymbols kafka)
    {
        for (int ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal; ordinal++)
        {
            BasicBlock block = graph.Blocks[ordinal];
            if (block.Operations.Any(CallsIt) || (block.BranchValue is { } value && CallsIt(value)))
            {
                return true;
            }
        }

        return false;

        bool CallsIt(IOperation operation) => operation.DescendantsAndSelf().Any(part =>
            part is IInvocationOperation call && KafkaSymbols.IsMethodOf(call.TargetMethod, kafka.Consumer));
    }

    /// <summary>The innermost region of a kind around another one, in the same body.</summary>
    public static ControlFlowRegion? Enclosing(ControlFlowRegion? region, ControlFlowRegionKind kind)
    {
        while (region is not null && region.Kind != kind)
        {
            region = region.Kind == ControlFlowRegionKind.Root ? null : region.EnclosingRegion;
        }

        return region;
    }

    private static bool IsAnyException(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
