using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.AutoCommit;

/// <summary>Small questions about operations that make or change a configuration.</summary>
internal static class ConfigValues
{
    public static IOperation Unwrap(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The parent, conversions left out.</summary>
    public static IOperation? ParentOf(IOperation operation)
    {
        IOperation? parent = operation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    public static bool IsTypedConfig(ITypeSymbol? type, KafkaSymbols kafka) =>
        KafkaSymbols.Is(type, kafka.ConsumerConfig) || KafkaSymbols.Is(type, kafka.ClientConfig);

    public static bool IsDictionary(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Dictionary" or "SortedDictionary", TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_String }] };

    public static bool IsConfigVariable(ITypeSymbol? type, KafkaSymbols kafka) => IsTypedConfig(type, kafka) || IsDictionary(type);

    /// <summary>Whether an operation is the property <c>EnableAutoCommit</c> of a consumer's configuration.</summary>
    public static bool IsAutoCommit(IOperation operation, KafkaSymbols kafka) =>
        operation is IPropertyReferenceOperation { Property.Name: AutoCommitSetting.PropertyName } property
        && KafkaSymbols.Is(property.Property.ContainingType, kafka.ConsumerConfig);

    /// <summary>What an entry does to the setting; null when it is an entry for another key.</summary>
    public static AutoCommitValue? ReadEntry(IOperation key, IOperation value) => Unwrap(key).ConstantValue switch
    {
        { HasValue: true, Value: AutoCommitSetting.Key } => AutoCommitSetting.Read(value),
        { HasValue: true } => null,
        _ => AutoCommitValue.Unknown,
    };

    /// <summary>The variable that an expression names: local, parameter, field or property.</summary>
    public static ISymbol? VariableOf(IOperation? expression) => expression switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        _ => null,
    };
}
