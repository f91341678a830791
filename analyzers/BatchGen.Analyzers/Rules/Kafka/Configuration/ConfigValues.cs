using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

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

    public static bool IsTypedConfig(ITypeSymbol? type, KafkaSymbols kafka) => KafkaSymbols.Inherits(type, kafka.Config);

    public static bool IsDictionary(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Dictionary" or "SortedDictionary", TypeArguments: [{ } key, { } value] }
        && key.SpecialType == SpecialType.System_String
        && value.SpecialType == SpecialType.System_String;

    public static bool IsConfigVariable(ITypeSymbol? type, KafkaSymbols kafka) => IsTypedConfig(type, kafka) || IsDictionary(type);

    public static bool IsBuilder(ITypeSymbol? type, ClientKind client, KafkaSymbols kafka) =>
        KafkaSymbols.Is(type, client == ClientKind.Producer ? kafka.ProducerBuilder : kafka.ConsumerBuilder);

    public static bool IsAnyBuilder(ITypeSymbol? type, KafkaSymbols kafka) =>
        KafkaSymbols.Is(type, kafka.ProducerBuilder)
        || KafkaSymbols.Is(type, kafka.ConsumerBuilder)
        || KafkaSymbols.Is(type, kafka.AdminClientBuilder);

    /// <summary>Whether settings of a client mean anything in a configuration of this type.</summary>
    public static bool IsConfigOf(ITypeSymbol? type, ClientKind client, KafkaSymbols kafka) =>
        KafkaSymbols.Inherits(type, client == ClientKind.Producer ? kafka.ProducerConfig : kafka.ConsumerConfig)
        || KafkaSymbols.Is(type, kafka.ClientConfig);

    /// <summary>Whether an operation is the setting's property, of a configuration of the setting's client.</summary>
    public static bool IsSetting(IOperation operation, ClientSetting setting, KafkaSymbols kafka) =>
        operation is IPropertyReferenceOperation property
        && property.Property.Name == setting.PropertyName
        && IsTypedConfig(property.Property.ContainingType, kafka)
        && IsConfigOf(property.Instance?.Type, setting.Client, kafka);

    /// <summary>What an entry says of the setting; null when it is an entry for another key.</summary>
    public static SettingValue? ReadEntry(IOperation key, IOperation value, ClientSetting setting, SyntaxNode source, bool isRawEntry) =>
        Unwrap(key).ConstantValue switch
        {
            { HasValue: true, Value: string name } => setting.Keys.Contains(name) ? SettingValue.Read(value, source, isRawEntry) : null,
            { HasValue: true } => null,
            _ => new(SettingKnowledge.Unknown, null, source, isRawEntry),
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
