using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>What a method does with consumers and with what it is given.</summary>
/// <param name="Consumes">It calls <c>Consume</c>.</param>
/// <param name="Commits">It calls <c>Commit</c> or <c>StoreOffset</c>.</param>
/// <param name="OnlyStores">It calls <c>StoreOffset</c> and not <c>Commit</c>.</param>
/// <param name="CommitsArgument">It commits something that it names, and not everything.</param>
/// <param name="Processes">It does more with its parameters than to commit, log and locate them.</param>
internal sealed record HelperSummary(bool Consumes, bool Commits, bool OnlyStores, bool CommitsArgument, bool Processes)
{
    public bool IsTrivial => !Consumes && !Commits && !Processes;

    public static HelperSummary Of(IMethodSymbol method, IOperation body, KafkaSymbols kafka)
    {
        bool consumes = false;
        bool commits = false;
        bool stores = false;
        bool commitsArgument = false;
        bool processes = false;
        bool givesOther = false;
        foreach (IOperation operation in body.Descendants())
        {
            if (operation is IInvocationOperation call)
            {
                CallKind kind = CallClassifier.Of(call.TargetMethod, kafka);
                consumes |= kind == CallKind.Consumes;
                commits |= kind == CallKind.Commits;
                stores |= kind == CallKind.Stores;
                commitsArgument |= kind == CallKind.Stores || (kind == CallKind.Commits && call.Arguments.Length > 0);
            }
            else if (operation is IParameterReferenceOperation parameter
                && SymbolEqualityComparer.Default.Equals(parameter.Parameter.ContainingSymbol, method))
            {
                processes |= IsProcessed(parameter, kafka);
            }
            else if (operation is IReturnOperation { ReturnedValue: IInvocationOperation or IObjectCreationOperation })
            {
                givesOther = method.Parameters.Length > 0;
            }
        }

        // A helper that gives something else back works on what it was given.
        processes |= givesOther && !consumes;
        return new(consumes, commits || stores, stores && !commits, commitsArgument, processes);
    }

    private static bool IsProcessed(IParameterReferenceOperation parameter, KafkaSymbols kafka)
    {
        for (IOperation? current = parameter; current is not null; current = current.Parent)
        {
            switch (current.Parent)
            {
                case IPropertyReferenceOperation property when property.Property.Name is "Topic" or "Partition" or "Offset"
                    or "TopicPartition" or "TopicPartitionOffset" or "IsPartitionEOF":
                    return false;
                case IInvocationOperation call when CallClassifier.Of(call.TargetMethod, kafka)
                    is CallKind.Commits or CallKind.Stores or CallKind.ControlsConsumer or CallKind.Consumes or CallKind.Logs:
                    return false;
                case IInvocationOperation { Instance: { } instance } call when instance == current:
                    return CallClassifier.Of(call.TargetMethod, kafka) is not CallKind.Reads;
                case IInvocationOperation or IAssignmentOperation or IObjectCreationOperation or IReturnOperation:
                    return true;
            }
        }

        return false;
    }
}
