using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Where an exception can lead.</summary>
/// <param name="Entry">The first block of the handler.</param>
/// <param name="IsFinally">Whether the handler is a <c>finally</c>, through which the exception passes on.</param>
/// <param name="Try">The region that the exception comes from.</param>
internal readonly record struct ExceptionPath(int Entry, bool IsFinally, ControlFlowRegion Try);

/// <summary>The exceptional edges, which the control-flow graph leaves out.</summary>
internal static class ExceptionPaths
{
    /// <summary>Whether an operation can fail in a way that matters here: anything that runs other code.</summary>
    public static bool MayThrow(IOperation operation) => operation.DescendantsAndSelf().Any(static part =>
        part is IInvocationOperation or IAwaitOperation or IObjectCreationOperation or IThrowOperation or IDynamicInvocationOperation);

    /// <summary>The handlers that an exception in a region reaches first; those behind a <c>finally</c> are reached from its end.</summary>
    public static IEnumerable<ExceptionPath> From(ControlFlowRegion? region)
    {
        for (ControlFlowRegion? current = region; current is not null; current = current.EnclosingRegion)
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
                    yield return new(handler.FirstBlockOrdinal, handler.Kind == ControlFlowRegionKind.Finally, current);
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

    public static ControlFlowRegion? Enclosing(ControlFlowRegion? region, ControlFlowRegionKind kind)
    {
        while (region is not null && region.Kind != kind)
        {
            region = region.EnclosingRegion;
        }

        return region;
    }

    private static bool IsAnyException(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
