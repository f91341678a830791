using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;

/// <summary>What an exception makes of the records that were being worked on.</summary>
internal static class CaughtFailures
{
    private const RecordStatus AnyFailure = RecordStatus.Failing | RecordStatus.Failed;

    // Exceptions whose name says that the work has been done before: the record is not lost.
    private static readonly string[] DoneBefore = ["Duplicate", "AlreadyExists", "AlreadyProcessed", "AlreadyHandled", "UniqueConstraint"];

    /// <summary>The state in which an operation that worked on these records throws.</summary>
    public static FlowState Throw(FlowState state, IEnumerable<RecordToken> attempted)
    {
        foreach (RecordToken token in attempted)
        {
            RecordState record = state[token];
            VariableFacts failure = record.Failure is { } known ? known.Join(state.Facts) : state.Facts;
            state = state.With(token, record with { Status = record.Status | RecordStatus.Failing, Failure = failure });
        }

        return state;
    }

    /// <summary>The state in which a handler that catches begins.</summary>
    /// <param name="state">The state in which the exception was thrown.</param>
    /// <param name="isFailure">Whether the handler catches failures of processing, as far as its type tells.</param>
    /// <param name="isSecondary">Whether a record had been processed before the <c>try</c> began: what is done with it there is an extra.</param>
    public static FlowState Catch(FlowState state, bool isFailure, Func<RecordToken, bool> isSecondary)
    {
        foreach (KeyValuePair<RecordToken, RecordState> pair in state.Records)
        {
            if (!pair.Value.HasFailed)
            {
                continue;
            }

            if (!isFailure || (!pair.Value.Is(RecordStatus.Failed) && isSecondary(pair.Key)))
            {
                state = state.With(pair.Key, pair.Value.Replace(AnyFailure, RecordStatus.Unknown));
            }
            else if (pair.Value.Is(RecordStatus.Failing))
            {
                const RecordStatus before =
                    RecordStatus.Failing | RecordStatus.Fresh | RecordStatus.Inspected | RecordStatus.Transformed | RecordStatus.Started;
                state = state.With(pair.Key, pair.Value.Replace(before, RecordStatus.Failed));
            }
        }

        return state;
    }

    /// <summary>Whether a type of exception means that processing failed.</summary>
    /// <param name="type">What the handler catches; null for everything.</param>
    /// <param name="callsConsumer">Whether the code in the <c>try</c> calls the consumer, which throws exceptions of Kafka's own.</param>
    public static bool IsFailure(ITypeSymbol? type, bool callsConsumer)
    {
        if (type is null)
        {
            return true;
        }

        string name = type.Name;
        return name switch
        {
            // A stop is no failure; whether it leaves or goes on is not judged.
            "OperationCanceledException" or "TaskCanceledException" => false,
            "ConsumeException" or "TopicPartitionException" or "TopicPartitionOffsetException" => false,
            "KafkaException" => !callsConsumer,
            _ => !Array.Exists(DoneBefore, part => name.IndexOf(part, StringComparison.Ordinal) >= 0),
        };
    }
}
