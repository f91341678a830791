using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;

/// <summary>What a branch says about records that have failed: <c>if (ok)</c>, <c>if (error is null)</c>.</summary>
internal sealed class FailureBranches(RecordEffects effects, VerdictVariables verdicts, LoopExits loops, FlowRecorder recorder)
{
    public void Apply(BasicBlock block, IOperation condition, bool outcome)
    {
        foreach (KeyValuePair<RecordToken, RecordState> pair in effects.State.Records)
        {
            if (pair.Value is not { HasFailed: true, Failure: { } failure })
            {
                continue;
            }

            if (FactFlow.Evaluate(condition, failure) is { } known)
            {
                if (known != outcome)
                {
                    // The paths on which it failed do not come here.
                    effects.State = effects.State.With(
                        pair.Key, pair.Value.Replace(RecordStatus.Failing | RecordStatus.Failed, RecordStatus.None));
                }
            }
            else if (IsVerdict(block, condition, pair.Key))
            {
                effects.Recover([pair.Key]);
            }
        }
    }

    // Inside of a handler the record has failed, whatever is asked there; what the compiler asks (is there anything to dispose?) says nothing.
    private bool IsVerdict(BasicBlock block, IOperation condition, RecordToken token)
    {
        if (VerdictVariables.IsInHandler(block) || condition.IsImplicit)
        {
            return false;
        }

        IReadOnlyList<(int First, int Last)> retries = loops.Around(token, recorder);
        bool isLoopExit = Successors(block).Any(next => loops.LoopLeft(block.Ordinal, next) is { } left && retries.Contains(left));
        return verdicts.IsVerdict(
            condition,
            retries,
            isLoopExit,
            variable => effects.State[variable] is { HasContent: true } value && value.Tokens.Contains(token));
    }

    private static IEnumerable<int> Successors(BasicBlock block)
    {
        foreach (ControlFlowBranch? branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
        {
            if (branch?.Destination is { } destination)
            {
                yield return destination.Ordinal;
            }
        }
    }
}
