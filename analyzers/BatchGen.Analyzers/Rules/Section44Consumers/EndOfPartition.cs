using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>Consumers that are seen to be told when a partition is at its end: such a result has no <c>Message</c>.</summary>
internal sealed class EndOfPartition(KafkaSymbols kafka)
{
    private readonly ConfigEvaluator _evaluator = new(kafka);

    /// <summary>Where the message of a result is used that may have none, or null.</summary>
    public IOperation? FirstUseOf(IInvocationOperation consume, ILocalSymbol? result)
    {
        if (result is null || !IsReported(consume) || MentionsEnd(consume))
        {
            return null;
        }

        // A result that is given away, or a message that is compared, may be what checks.
        foreach (ILocalReferenceOperation reference in ClientUse.ReferencesTo(result, consume)
            .Where(reference => reference.Syntax.SpanStart >= consume.Syntax.Span.End)
            .OrderBy(static reference => reference.Syntax.SpanStart))
        {
            switch (ConfigValues.ParentOf(reference))
            {
                case IPropertyReferenceOperation { Property.Name: "Message" } message when message.Instance == reference:
                    return message.Parent is IMemberReferenceOperation member && member.Instance == message ? reference : null;
                case IMemberReferenceOperation:
                case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } }:
                case IBinaryOperation:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    private bool IsReported(IInvocationOperation consume) =>
        consume.Instance is ILocalReferenceOperation consumer
        && ConfigValues.Root(consume).Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, consumer.Local)) is { Initializer.Value: { } value }
        && ClientUse.IsBuild(ConfigValues.Unwrap(value), kafka.ConsumerBuilder)
        && BuilderOf((IInvocationOperation)ConfigValues.Unwrap(value)) is { Arguments: [{ } config, ..] }
        && _evaluator.Evaluate(config.Value, ClientSetting.EnablePartitionEof).AsFlag() == true;

    // Below the calls that set handlers and deserializers.
    private static IObjectCreationOperation? BuilderOf(IInvocationOperation build)
    {
        IOperation? current = build.Instance;
        while (current is IInvocationOperation call)
        {
            current = call.Instance;
        }

        return current as IObjectCreationOperation;
    }

    private static bool MentionsEnd(IOperation operation) => ConfigValues.Root(operation).Syntax.DescendantTokens()
        .Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == "IsPartitionEOF");
}
