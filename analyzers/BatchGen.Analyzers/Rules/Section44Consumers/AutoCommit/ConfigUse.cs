using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.AutoCommit;

/// <summary>What is done with a variable that holds a configuration.</summary>
internal enum ConfigUseKind
{
    /// <summary>It is read, copied, or another setting is made.</summary>
    Harmless,

    /// <summary>A consumer is built from it.</summary>
    Sink,

    /// <summary>The setting is made: <see cref="ConfigUse.Setting"/>.</summary>
    Sets,

    /// <summary>Other code gets hold of it and may complete it.</summary>
    Escapes,

    /// <summary>The variable gets another configuration.</summary>
    Redefines,
}

/// <summary>One use of a variable that holds a configuration.</summary>
internal readonly record struct ConfigUse(ConfigUseKind Kind, AutoCommitSetting Setting = default)
{
    public static ConfigUse Of(IOperation reference, KafkaSymbols kafka)
    {
        switch (ConfigValues.ParentOf(reference))
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                return new(ConfigUseKind.Redefines);
            case IPropertyReferenceOperation property when property.Instance == reference:
                return OfProperty(property, kafka);
            case IInvocationOperation call when call.Instance is { } instance && ConfigValues.Unwrap(instance) == reference:
                return OfCall(call);
            case IArgumentOperation { Parent: IObjectCreationOperation creation }:
                return new(
                    KafkaSymbols.Is(creation.Type, kafka.ConsumerBuilder) ? ConfigUseKind.Sink
                    : ConfigValues.IsConfigVariable(creation.Type, kafka) ? ConfigUseKind.Harmless
                    : ConfigUseKind.Escapes);
            default:
                return new(ConfigUseKind.Escapes);
        }
    }

    private static ConfigUse OfProperty(IPropertyReferenceOperation property, KafkaSymbols kafka)
    {
        if (property.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != property)
        {
            return new(ConfigUseKind.Harmless);
        }

        if (ConfigValues.IsAutoCommit(property, kafka))
        {
            return Sets(AutoCommitSetting.Read(assignment.Value), assignment, isEntry: false);
        }

        return property.Property.IsIndexer
            && ConfigValues.ReadEntry(property.Arguments[0].Value, assignment.Value) is { } value
            ? Sets(value, assignment, isEntry: true)
            : new(ConfigUseKind.Harmless);
    }

    private static ConfigUse OfCall(IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "Set" or "Add" or "TryAdd" when call.Arguments.Length == 2:
                bool isEntry = call.TargetMethod.Name != "Set";
                return ConfigValues.ReadEntry(call.Arguments[0].Value, call.Arguments[1].Value) is { } value
                    ? Sets(value, call, isEntry)
                    : new(ConfigUseKind.Harmless);
            case "Get" or "GetInt" or "GetBool" or "ContainsKey" or "TryGetValue" or "ToString" or "GetEnumerator":
                return new(ConfigUseKind.Harmless);
            default:
                return new(ConfigUseKind.Escapes);
        }
    }

    private static ConfigUse Sets(AutoCommitValue value, IOperation setting, bool isEntry) =>
        new(ConfigUseKind.Sets, new(value, setting.Syntax, isEntry));
}
