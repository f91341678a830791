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

    /// <summary>The loops that work on a record which they do not consume themselves.</summary>
    public IReadOnlyList<(int First, int Last)> Around(RecordToken token, FlowRecorder recorder) =>
    [
        .. _loops.Where(loop => recorder.IsProcessedWithin(token, loop.First, loop.Last)
            && (token.IsEarlier || !recorder.IsConsumedWithin(token, loop.First, loop.Last))),
    ];

    /// <summary>The state behind a loop. Records that the loop itself consumes are as they are: each turn has its own.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="state">The state at the branch that leaves it.</param>
    /// <param name="recorder">What is known of the body.</param>
    /// <param name="failuresAreReal">Whether a record that has failed at this branch has failed for good.</param>
    public static FlowState Blur((int First, int Last) loop, FlowState state, FlowRecorder recorder, bool failuresAreReal)
    {
        foreach (KeyValuePair<RecordToken, RecordState> pair in state.Records)
        {
            bool isOutside = pair.Key.IsEarlier || !recorder.IsConsumedWithin(pair.Key, loop.First, loop.Last);
            if (isOutside
                && recorder.IsProcessedWithin(pair.Key, loop.First, loop.Last))
            {
                RecordState record = pair.Value;
                if (record.Is(RecordStatus.Fresh | RecordStatus.Started))
                {
                    record = record.Replace(RecordStatus.Fresh | RecordStatus.Started, RecordStatus.Unknown);
                }

                if (record.HasFailed && !failuresAreReal)
                {
                    record = record.Replace(RecordStatus.Failing | RecordStatus.Failed, RecordStatus.Unknown);
                }

                state = state.With(pair.Key, record);
            }
        }

        return state;
    }
}
