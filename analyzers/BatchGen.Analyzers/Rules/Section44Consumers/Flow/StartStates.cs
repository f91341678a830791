using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>What is known where a body begins: the records that its parameters bring.</summary>
internal static class StartStates
{
    /// <summary>Of a body as it stands: its callers may have processed what they give to it.</summary>
    public static FlowState OfBody(ControlFlowGraph graph, KafkaSymbols kafka) =>
        Of(graph, parameter => KindOf(parameter.Type, kafka), RecordStatus.Unknown);

    /// <summary>Of a helper for one caller, who gives it records or something made of them.</summary>
    public static FlowState OfHelper(ControlFlowGraph graph, KafkaSymbols kafka, RecordStatus status) => Of(
        graph,
        parameter => KindOf(parameter.Type, kafka) is { } kind ? kind
            : status == RecordStatus.Unknown && !IsTool(parameter, kafka) ? FlowKind.Content
            : null,
        status);

    /// <summary>How a type of parameter brings records, or null.</summary>
    public static FlowKind? KindOf(ITypeSymbol type, KafkaSymbols kafka) =>
        KafkaSymbols.Is(type, kafka.ConsumeResult) ? FlowKind.Record
        : type is INamedTypeSymbol { TypeKind: not TypeKind.Delegate } named && named.TypeArguments.Any(argument => KafkaSymbols.Is(argument, kafka.ConsumeResult))
            ? FlowKind.Content
        : type is IArrayTypeSymbol array && KafkaSymbols.Is(array.ElementType, kafka.ConsumeResult) ? FlowKind.Content
        : null;

    private static bool IsTool(IParameterSymbol parameter, KafkaSymbols kafka) =>
        KafkaSymbols.Is(parameter.Type, kafka.Consumer)
        || KafkaSymbols.Is(parameter.Type, kafka.Producer)
        || parameter.Type is { Name: "CancellationToken" } or { TypeKind: TypeKind.Delegate }
        || parameter.Type.Name.EndsWith("Logger", StringComparison.Ordinal);

    private static FlowState Of(ControlFlowGraph graph, Func<IParameterSymbol, FlowKind?> kindOf, RecordStatus status)
    {
        FlowState state = FlowState.Empty;
        foreach (IParameterReferenceOperation reference in graph.Blocks
            .SelectMany(static block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            .SelectMany(static operation => operation.DescendantsAndSelf())
            .OfType<IParameterReferenceOperation>())
        {
            if (kindOf(reference.Parameter) is { } kind && reference.Parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } site)
            {
                RecordToken token = new(site, Consumer: null, IsEarlier: false);
                state = state.With(reference.Parameter, new FlowValue(kind, [token])).With(token, new RecordState(status));
            }
        }

        return state;
    }
}
