using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;

/// <summary>Tells calls after which a failed record is not simply forgotten, even if it is not seen to be given to them.</summary>
internal static class DeadLetters
{
    private static readonly string[] Words =
        ["deadletter", "dead_letter", "dlq", "poison", "park", "quarantine", "fallback", "retry", "requeue", "redeliver", "rethrow", "reprocess"];

    /// <summary>Whether a call takes care of what failed, or does not return.</summary>
    public static bool Handles(IInvocationOperation call, CallKind kind, KafkaSymbols kafka)
    {
        IMethodSymbol method = call.TargetMethod;
        return kind is CallKind.ControlsConsumer
            || KafkaSymbols.IsMethodOf(method, kafka.Producer)
            || Names(method.Name)
            || Names(method.ContainingType.Name)
            || Names(NameOf(call.Instance))
            || NeverReturns(method)
            || call.Arguments.Any(static argument => argument.Value.ConstantValue is { HasValue: true, Value: string text } && Names(text));
    }

    /// <summary>Whether the text of a method rethrows, seeks back, produces or dead-letters: it may do that for what failed.</summary>
    public static bool IsIn(SyntaxNode declaration) => declaration.DescendantTokens().Any(static token =>
        token.IsKind(SyntaxKind.ThrowKeyword)
        || (token.IsKind(SyntaxKind.IdentifierToken) && (token.ValueText is "Seek" or "Produce" or "ProduceAsync" or "Exit" || Names(token.ValueText))));

    private static bool NeverReturns(IMethodSymbol method) =>
        method is { Name: "Exit" or "FailFast", ContainingType.Name: "Environment" }
        || method.Name.StartsWith("Throw", StringComparison.Ordinal)
        || method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "DoesNotReturnAttribute");

    private static bool Names(string? name) =>
        name is not null && Array.Exists(Words, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static string? NameOf(IOperation? instance) => instance switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IFieldReferenceOperation field => field.Field.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        _ => null,
    };
}
