using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>
/// Looks into the methods and local functions that a body calls, one level deep: those of the same type, and those of other types in
/// the compilation that are given a consumer or a consumed record. Others are taken for processing, which keeps the analysis silent.
/// </summary>
internal sealed class HelperMethods(KafkaSymbols kafka, INamedTypeSymbol? containingType, SemanticModel model, bool isNested)
{
    private readonly Dictionary<ISymbol, HelperSummary?> _summaries = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, bool> _swallowing = new(SymbolEqualityComparer.Default);

    public HelperSummary? SummaryOf(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (isNested)
        {
            return null;
        }

        if (!_summaries.TryGetValue(method, out HelperSummary? summary))
        {
            _summaries[method] = summary = BodyOf(method) is { } body ? HelperSummary.Of(Declared(method), body, kafka) : null;
        }

        return summary;
    }

    /// <summary>Whether a helper that is given an unprocessed record commits it before it processes it.</summary>
    public bool CommitsBeforeProcessing(IInvocationOperation call) =>
        BodyOf(call.TargetMethod.OriginalDefinition) is IMethodBodyOperation body
        && CommitFlow.OfHelper(ControlFlowGraph.Create(body), kafka, containingType, ModelOf(body), RecordStatus.Fresh).Report is var report
        && report.EarlyCommits.Length + report.EarlyStores.Length > 0;

    /// <summary>Whether a helper that gives nothing back catches a failure of what it was given, and ends as if nothing was.</summary>
    public bool SwallowsFailures(IInvocationOperation call, FlowValue given)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        bool tellsNothing = method.ReturnsVoid || method.ReturnType is INamedTypeSymbol { IsGenericType: false, Name: "Task" or "ValueTask" };
        if (isNested || !tellsNothing || !given.HasContent)
        {
            return false;
        }

        if (!_swallowing.TryGetValue(method, out bool swallows))
        {
            _swallowing[method] = swallows = HasHandler(method)
                && SummaryOf(call) is { Commits: false }
                && BodyOf(method) is IMethodBodyOperation body
                && CommitFlow.OfHelper(ControlFlowGraph.Create(body), kafka, containingType, ModelOf(body), RecordStatus.Unknown).EndsFailed;
        }

        return swallows;
    }

    private static bool HasHandler(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(static reference =>
        reference.GetSyntax().DescendantTokens().Any(static token => token.IsKind(SyntaxKind.CatchKeyword)));

    private IOperation? BodyOf(IMethodSymbol method)
    {
        method = Declared(method);
        if (!IsHelper(method) || method.DeclaringSyntaxReferences is not [{ } reference] || reference.GetSyntax().ContainsDiagnostics)
        {
            return null;
        }

        if (reference.SyntaxTree == model.SyntaxTree)
        {
            return model.GetOperation(reference.GetSyntax());
        }

        return method.MethodKind == MethodKind.Ordinary && model.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? model.Compilation.GetSemanticModel(reference.SyntaxTree).GetOperation(reference.GetSyntax())
            : null;
    }

    private SemanticModel ModelOf(IOperation body) => body.SemanticModel ?? model;

    // What may be overridden may do anything.
    private bool IsHelper(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return true;
        }

        bool isFixed = !method.IsAbstract
            && (method.ContainingType.IsSealed || method.ContainingType.IsValueType || !(method.IsVirtual || method.IsOverride) || method.IsSealed);
        return method.MethodKind == MethodKind.Ordinary
            && method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct
            && isFixed
            && (SymbolEqualityComparer.Default.Equals(method.ContainingType, containingType?.OriginalDefinition) || TakesRecordOrConsumer(method));
    }

    private bool TakesRecordOrConsumer(IMethodSymbol method) =>
        KafkaSymbols.Is(method.ReturnType, kafka.ConsumeResult)
        || method.Parameters.Any(parameter =>
            KafkaSymbols.Is(parameter.Type, kafka.ConsumeResult) || KafkaSymbols.Is(parameter.Type, kafka.Consumer));

    private static IMethodSymbol Declared(IMethodSymbol method) => method.PartialImplementationPart ?? method;
}
