using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4403: a commit before the record is processed loses the record when the process stops in between.</summary>
internal sealed class CommitFollowsProcessing() : Rule(Definition), IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4403",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A commit follows processing",
        messageFormat: "'{0}' can commit a consumed record before it is processed: commit after processing has returned or was awaited",
        description: "A committed record is never delivered again, so that a stop between commit and processing loses it.");

    public void Register(KafkaRegistration registration) =>
        registration.Start.RegisterOperationBlockAction(context =>
        {
            foreach (IOperation block in context.OperationBlocks)
            {
                if (UsesConsumer(block, registration.Kafka) && block.SemanticModel is { } model)
                {
                    Check(context.GetControlFlowGraph(block), context, registration.Kafka, model);
                }
            }
        });

    private void Check(ControlFlowGraph graph, OperationBlockAnalysisContext context, KafkaSymbols kafka, SemanticModel model)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        INamedTypeSymbol? containingType = context.OwningSymbol as INamedTypeSymbol ?? context.OwningSymbol.ContainingType;
        foreach (SyntaxNode commit in CommitFlow.EarlyCommits(graph, kafka, containingType, model))
        {
            context.ReportDiagnostic(Diagnostic.Create(RawDescriptor, commit.GetLocation(), commit.ToString()));
        }

        foreach (IMethodSymbol function in graph.LocalFunctions)
        {
            Check(graph.GetLocalFunctionControlFlowGraph(function, context.CancellationToken), context, kafka, model);
        }

        foreach (IFlowAnonymousFunctionOperation lambda in Lambdas(graph))
        {
            Check(graph.GetAnonymousFunctionControlFlowGraph(lambda, context.CancellationToken), context, kafka, model);
        }
    }

    // The graph is built only for bodies that get a record, from the consumer or from a helper.
    private static bool UsesConsumer(IOperation block, KafkaSymbols kafka) =>
        block.Descendants().OfType<IInvocationOperation>().Any(call => KafkaSymbols.Is(call.Type, kafka.ConsumeResult));

    private static IEnumerable<IFlowAnonymousFunctionOperation> Lambdas(ControlFlowGraph graph) =>
        graph.Blocks
            .SelectMany(static block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            .SelectMany(static operation => operation.DescendantsAndSelf())
            .OfType<IFlowAnonymousFunctionOperation>();
}
