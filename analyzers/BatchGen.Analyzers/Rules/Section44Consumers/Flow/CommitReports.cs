using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Follows the consumed records of each body once, for all rules that ask what is committed wrongly.</summary>
internal sealed class CommitReports
{
    private readonly KafkaSymbols _kafka;
    private readonly List<Action<FlowReport, Action<Diagnostic>>> _listeners = [];

    public CommitReports(CompilationStartAnalysisContext start, KafkaSymbols kafka)
    {
        _kafka = kafka;
        start.RegisterOperationBlockAction(OnBlocks);
    }

    /// <summary>Adds a rule: it is given the report on each body, and where to report to.</summary>
    public void Listen(Action<FlowReport, Action<Diagnostic>> listener) => _listeners.Add(listener);

    private void OnBlocks(OperationBlockAnalysisContext context)
    {
        foreach (IOperation block in context.OperationBlocks)
        {
            // Of code that does not parse the compiler cannot always make a graph.
            if (!block.Syntax.ContainsDiagnostics && UsesRecords(block, context.OwningSymbol) && block.SemanticModel is { } model)
            {
                Check(context.GetControlFlowGraph(block), context, model);
            }
        }
    }

    private void Check(ControlFlowGraph graph, OperationBlockAnalysisContext context, SemanticModel model)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        INamedTypeSymbol? containingType = context.OwningSymbol as INamedTypeSymbol ?? context.OwningSymbol.ContainingType;
        FlowReport report = CommitFlow.Of(graph, _kafka, containingType, model);
        foreach (Action<FlowReport, Action<Diagnostic>> listener in _listeners)
        {
            listener(report, context.ReportDiagnostic);
        }

        foreach (IMethodSymbol function in graph.LocalFunctions)
        {
            Check(graph.GetLocalFunctionControlFlowGraph(function, context.CancellationToken), context, model);
        }

        foreach (IFlowAnonymousFunctionOperation lambda in Lambdas(graph))
        {
            Check(graph.GetAnonymousFunctionControlFlowGraph(lambda, context.CancellationToken), context, model);
        }
    }

    // The graph is built only for bodies that get a record, from the consumer or from a helper, or that commit what they are given.
    private bool UsesRecords(IOperation block, ISymbol owner)
    {
        bool isGivenRecords = owner is IMethodSymbol method
            && method.Parameters.Any(parameter => StartStates.KindOf(parameter.Type, _kafka) is not null);
        foreach (IOperation operation in block.Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation call when KafkaSymbols.Is(call.Type, _kafka.ConsumeResult):
                    return true;
                case IAnonymousFunctionOperation lambda:
                    isGivenRecords |= lambda.Symbol.Parameters.Any(parameter => StartStates.KindOf(parameter.Type, _kafka) is not null);
                    break;
                case ILocalFunctionOperation function:
                    isGivenRecords |= function.Symbol.Parameters.Any(parameter => StartStates.KindOf(parameter.Type, _kafka) is not null);
                    break;
                case ITryOperation when isGivenRecords:
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<IFlowAnonymousFunctionOperation> Lambdas(ControlFlowGraph graph) =>
        graph.Blocks
            .SelectMany(static block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            .SelectMany(static operation => operation.DescendantsAndSelf())
            .OfType<IFlowAnonymousFunctionOperation>();
}
