using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section41Topics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section42Schemas.Keys;

/// <summary>Finds messages without a key that are produced to a constant topic, where the body shows how they are made.</summary>
internal sealed class KeylessMessages(KafkaSymbols kafka)
{
    /// <summary>The topic, the place and what is wrong with the message that a call produces; null for a right one, or where it cannot be told.</summary>
    public (string Topic, Location Place, string Problem)? ProducedBy(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("Produce" or "ProduceAsync")
            || !KafkaSymbols.IsMethodOf(call.TargetMethod, kafka.Producer)
            || TopicOf(call) is not { } topic
            || MessageOf(call) is not { } message)
        {
            return null;
        }

        ILocalSymbol? local = (message as ILocalReferenceOperation)?.Local;
        IOperation? made = local is null ? message : DefinitionOf(local, message);
        return made is IObjectCreationOperation creation && KafkaSymbols.Is(creation.Type, kafka.Message) && Problem(creation, local) is var (place, problem)
            ? (topic, place, problem)
            : null;
    }

    /// <summary>Whether an assignment's target is the key of a message.</summary>
    public static bool IsKey(IOperation target, KafkaSymbols kafka) =>
        target is IPropertyReferenceOperation { Property.Name: "Key" } property && KafkaSymbols.Is(property.Property.ContainingType, kafka.Message);

    private static string? TopicOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0) is { Value: { Type.SpecialType: SpecialType.System_String } topic }
            ? ConstantTopics.In(topic).Select(static found => found.Topic).FirstOrDefault()
            : null;

    private static IOperation? MessageOf(IInvocationOperation call)
    {
        IOperation? message = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 1)?.Value;
        while (message is IConversionOperation conversion)
        {
            message = conversion.Operand;
        }

        return message;
    }

    private (Location Place, string Problem)? Problem(IObjectCreationOperation creation, ILocalSymbol? local)
    {
        ITypeSymbol? key = (creation.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        if (KafkaSymbols.Is(key, kafka.Null))
        {
            return (HeadOf(creation.Syntax), "is a Message<Null, ...>, which has no key");
        }

        // A value has a default; what a type parameter stands for is not known.
        if (key is null or { TypeKind: TypeKind.TypeParameter or TypeKind.Error or TypeKind.Dynamic }
            || (key.IsValueType && key.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T))
        {
            return null;
        }

        ISimpleAssignmentOperation[] inside =
        [
            .. creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Where(assignment => IsKey(assignment.Target, kafka)) ?? [],
        ];
        IAssignmentOperation[] later = local is null ? [] : [.. SetLater(creation, local)];
        if (local is not null && (later.Any(static assignment => !IsNull(assignment.Value)) || IsGivenAway(creation, local)))
        {
            return null;
        }

        return inside is [{ } stated]
            ? IsNull(stated.Value) ? (stated.Syntax.GetLocation(), "has the key null") : null
            : (HeadOf(creation.Syntax), "has no key");
    }

    private static bool IsNull(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;
    }

    private IEnumerable<IAssignmentOperation> SetLater(IOperation inBody, ILocalSymbol local) =>
        Root(inBody).Descendants().OfType<IAssignmentOperation>().Where(assignment =>
            IsKey(assignment.Target, kafka)
            && assignment.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation instance }
            && SymbolEqualityComparer.Default.Equals(instance.Local, local));

    // Another method than Produce may set the key.
    private bool IsGivenAway(IOperation inBody, ILocalSymbol local) =>
        Root(inBody).Descendants().OfType<ILocalReferenceOperation>().Any(reference =>
            SymbolEqualityComparer.Default.Equals(reference.Local, local)
            && reference.Parent is not IPropertyReferenceOperation
            && !(reference.Parent is IArgumentOperation { Parent: IInvocationOperation call }
                && KafkaSymbols.IsMethodOf(call.TargetMethod, kafka.Producer)));

    private static IOperation? DefinitionOf(ILocalSymbol local, IOperation inBody)
    {
        IOperation? found = null;
        foreach (IOperation operation in Root(inBody).Descendants())
        {
            IOperation? value = operation switch
            {
                IVariableDeclaratorOperation { Initializer.Value: { } initial } declarator
                    when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) => initial,
                IAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                    when SymbolEqualityComparer.Default.Equals(target.Local, local) => assignment.Value,
                _ => null,
            };
            if (value is not null)
            {
                if (found is not null)
                {
                    return null;
                }

                found = value is IConversionOperation { Operand: { } operand } ? operand : value;
            }
        }

        return found;
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static Location HeadOf(SyntaxNode creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => Location.Create(named.SyntaxTree, TextSpan.FromBounds(named.SpanStart, named.Type.Span.End)),
        ImplicitObjectCreationExpressionSyntax unnamed =>
            Location.Create(unnamed.SyntaxTree, TextSpan.FromBounds(unnamed.SpanStart, unnamed.ArgumentList.Span.End)),
        _ => creation.GetLocation(),
    };
}
