using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>What a method does with consumers and with what it is given.</summary>
/// <param name="Consumes">It calls <c>Consume</c>.</param>
/// <param name="Commits">It calls <c>Commit</c>.</param>
/// <param name="CommitsArgument">It commits something that it names, and not everything.</param>
/// <param name="Processes">It does more with its parameters than to commit, log and locate them.</param>
internal sealed record HelperSummary(bool Consumes, bool Commits, bool CommitsArgument, bool Processes)
{
    public bool IsTrivial => !Consumes && !Commits && !Processes;
}

/// <summary>
/// Looks into the methods and local functions that a body calls, one level deep: those of the same type in the same file. Others
/// are taken for processing, which keeps the analysis silent.
/// </summary>
internal sealed class HelperMethods(KafkaSymbols kafka, INamedTypeSymbol? containingType, SemanticModel model, bool isNested)
{
    private readonly Dictionary<ISymbol, HelperSummary?> _summaries = new(SymbolEqualityComparer.Default);

    public HelperSummary? SummaryOf(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (isNested)
        {
            return null;
        }

        if (!_summaries.TryGetValue(method, out HelperSummary? summary))
        {
            _summaries[method] = summary = BodyOf(method) is { } body ? Summarize(method, body) : null;
        }

        return summary;
    }

    /// <summary>Whether a helper that is given an unprocessed record commits it before it processes it.</summary>
    public bool CommitsBeforeProcessing(IInvocationOperation call) =>
        BodyOf(call.TargetMethod.OriginalDefinition) is IMethodBodyOperation body
        && CommitFlow.EarlyCommits(ControlFlowGraph.Create(body), kafka, containingType, model, isHelper: true).Any();

    private IOperation? BodyOf(IMethodSymbol method)
    {
        bool isHelper = method.MethodKind == MethodKind.LocalFunction
            || (method.MethodKind == MethodKind.Ordinary && SymbolEqualityComparer.Default.Equals(method.ContainingType, containingType));
        return isHelper
            && method.DeclaringSyntaxReferences is [{ } reference]
            && reference.SyntaxTree == model.SyntaxTree
            ? model.GetOperation(reference.GetSyntax())
            : null;
    }

    private HelperSummary Summarize(IMethodSymbol method, IOperation body)
    {
        bool consumes = false;
        bool commits = false;
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
                commitsArgument |= kind == CallKind.Commits && call.Arguments.Length > 0;
            }
            else if (operation is IParameterReferenceOperation parameter
                && SymbolEqualityComparer.Default.Equals(parameter.Parameter.ContainingSymbol, method))
            {
                processes |= IsProcessed(parameter);
            }
            else if (operation is IReturnOperation { ReturnedValue: IInvocationOperation or IObjectCreationOperation })
            {
                givesOther = method.Parameters.Length > 0;
            }
        }

        // A helper that gives something else back works on what it was given.
        processes |= givesOther && !consumes;
        return new(consumes, commits, commitsArgument, processes);
    }

    private bool IsProcessed(IParameterReferenceOperation parameter)
    {
        for (IOperation? current = parameter; current is not null; current = current.Parent)
        {
            switch (current.Parent)
            {
                case IPropertyReferenceOperation property when property.Property.Name is "Topic" or "Partition" or "Offset"
                    or "TopicPartition" or "TopicPartitionOffset" or "IsPartitionEOF":
                    return false;
                case IInvocationOperation call when CallClassifier.Of(call.TargetMethod, kafka)
                    is CallKind.Commits or CallKind.ControlsConsumer or CallKind.Consumes or CallKind.Logs:
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
