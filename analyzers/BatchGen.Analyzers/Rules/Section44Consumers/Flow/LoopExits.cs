using System.Collections.Immutable;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>
/// The loops of a body. A loop that processes a record may seem to end before its first turn, which the code may well rule out
/// (attempts that start at 0, a batch that is not empty): what it processes cannot be told behind it.
/// </summary>
internal sealed class LoopExits
{
    private readonly ImmutableArray<(int First, int Last)> _loops;

    public LoopExits(ControlFlowGraph graph)
    {
        Dictionary<int, int> lastOf = [];
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (ControlFlowBranch? branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
            {
                if (branch?.Destination is { } header && header.Ordinal <= block.Ordinal)
                {
                    lastOf[header.Ordinal] = Math.Max(block.Ordinal, lastOf.TryGetValue(header.Ordinal, out int last) ? last : 0);
                }
            }
        }

        _loops = [.. lastOf.Select(static pair => (pair.Key, pair.Value))];
    }

    /// <summary>The outermost loop that a branch leaves, or null.</summary>
    public (int First, int Last)? LoopLeft(int from, int to)
    {
        (int First, int Last)? left = null;
        foreach ((int First, int Last) loop in _loops)
        {
            bool leaves = loop.First <= from && from <= loop.Last && (to < loop.First || to > loop.Last);
            if (leaves && (left is null || loop.First < left.Value.First))
            {
                left = loop;
            }
        }

        return left;
    }

    /// <summary>The state behind a loop. Records that the loop itself consumes are as they are: each turn has its own.</summary>
    public static FlowState Blur((int First, int Last) loop, FlowState state, FlowRecorder recorder)
    {
        foreach (KeyValuePair<RecordToken, RecordState> pair in state.Records)
        {
            bool isOutside = pair.Key.IsEarlier || !recorder.IsConsumedWithin(pair.Key, loop.First, loop.Last);
            if (isOutside
                && (pair.Value.Status & (RecordStatus.Fresh | RecordStatus.Started)) != 0
                && recorder.IsProcessedWithin(pair.Key, loop.First, loop.Last))
            {
                RecordStatus rest = pair.Value.Status & ~(RecordStatus.Fresh | RecordStatus.Started);
                state = state.With(pair.Key, pair.Value with { Status = rest | RecordStatus.Unknown });
            }
        }

        return state;
    }
}
