using System.Collections.Concurrent;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>
/// BWS4408: one knows where a module's consumers are. Hand-written consumers are asked for their place only where the house has said what
/// places there are.
/// </summary>
internal sealed class ConsumerLivesInBatchNamespace() : Rule(Definition), IJobInCompilationRule, IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4408",
        RuleCategory.Consumers,
        DiagnosticSeverity.Warning,
        clause: "4.4",
        title: "A consumer lives in a Batch namespace",
        messageFormat: "{0} consumes topics, but {1}",
        description: "Consumers live below the batch folder of their module, where owners, reviews and deployments find them.");

    public IEnumerable<Finding> Check(JobSpec job, JobSurroundings surroundings)
    {
        if (job.StagesOf(StageKind.Load).Any()
            && BatchPlace.ProblemOf(job.Declaration.Namespace, surroundings.FilePath, surroundings.Options) is { } problem)
        {
            yield return new(Anchor.Type, $"Job '{job.DisplayName}'", problem);
        }
    }

    public void Register(KafkaRegistration registration) =>
        registration.Start.RegisterSymbolStartAction(context => CheckType(context, registration), SymbolKind.NamedType);

    private void CheckType(SymbolStartAnalysisContext context, KafkaRegistration registration)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!type.DeclaringSyntaxReferences.Any(part => registration.OptionsFor(part.SyntaxTree).BatchNamespacePattern is not null))
        {
            return;
        }

        // One report per type: a consumer is built in one place and read in another.
        ConcurrentBag<SyntaxNode> uses = [];
        context.RegisterOperationAction(
            operation =>
            {
                if (IsConsuming(operation.Operation, registration.Kafka))
                {
                    uses.Add(operation.Operation.Syntax);
                }
            },
            OperationKind.ObjectCreation,
            OperationKind.Invocation);
        context.RegisterSymbolEndAction(end => Report(end, type, uses, registration));
    }

    private void Report(SymbolAnalysisContext context, INamedTypeSymbol type, ConcurrentBag<SyntaxNode> uses, KafkaRegistration registration)
    {
        SyntaxNode? first = uses
            .OrderBy(static use => use.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(static use => use.SpanStart)
            .FirstOrDefault();
        if (first is null)
        {
            return;
        }

        RuleOptions options = registration.OptionsFor(first.SyntaxTree);
        string space = type.ContainingNamespace is { IsGlobalNamespace: false } container ? container.ToString()! : "";
        if (options.BatchNamespacePattern is not null && BatchPlace.ProblemOf(space, first.SyntaxTree.FilePath, options) is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(RawDescriptor, first.GetLocation(), $"'{type.Name}'", problem));
        }
    }

    private static bool IsConsuming(IOperation operation, KafkaSymbols kafka) => operation switch
    {
        IObjectCreationOperation creation => KafkaSymbols.Is(creation.Type, kafka.ConsumerBuilder),
        IInvocationOperation { TargetMethod: { Name: "Consume" } method } => KafkaSymbols.IsMethodOf(method, kafka.Consumer),
        _ => false,
    };
}
