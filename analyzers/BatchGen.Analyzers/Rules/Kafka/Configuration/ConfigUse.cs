using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

/// <summary>What is done with a variable that holds a configuration.</summary>
internal enum ConfigUseKind
{
    /// <summary>It is read, copied, or another setting is made.</summary>
    Harmless,

    /// <summary>A client of the setting's kind is built from it.</summary>
    Sink,

    /// <summary>The setting is made: <see cref="ConfigUse.Value"/>.</summary>
    Sets,

    /// <summary>Other code gets hold of it and may complete it.</summary>
    Escapes,

    /// <summary>The variable gets another configuration.</summary>
    Redefines,
}

/// <summary>One use of a variable that holds a configuration, as one setting sees it.</summary>
internal readonly record struct ConfigUse(ConfigUseKind Kind, SettingValue Value = default)
{
    public static ConfigUse Of(IOperation reference, ClientSetting setting, KafkaSymbols kafka)
    {
        switch (ConfigValues.ParentOf(reference))
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                return new(ConfigUseKind.Redefines);
            case IPropertyReferenceOperation property when property.Instance == reference:
                return OfProperty(property, setting, kafka);
            case IInvocationOperation call when call.Instance is { } instance && ConfigValues.Unwrap(instance) == reference:
                return OfCall(call, setting);
            case IArgumentOperation { Parent: IObjectCreationOperation creation }:
                return OfCreation(creation, setting, kafka);
            default:
                return new(ConfigUseKind.Escapes);
        }
    }

    private static ConfigUse OfCreation(IObjectCreationOperation creation, ClientSetting setting, KafkaSymbols kafka)
    {
        if (ConfigValues.IsAnyBuilder(creation.Type, kafka))
        {
            return new(ConfigValues.IsBuilder(creation.Type, setting.Client, kafka) ? ConfigUseKind.Sink : ConfigUseKind.Harmless);
        }

        if (!ConfigValues.IsConfigVariable(creation.Type, kafka))
        {
            return new(ConfigUseKind.Escapes);
        }

        // A typed configuration wraps the one that it is given: what its initializer sets is set there as well.
        ISimpleAssignmentOperation? inner = creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .LastOrDefault(assignment => ConfigValues.IsSetting(assignment.Target, setting, kafka));
        return inner is null ? new(ConfigUseKind.Harmless) : Sets(SettingValue.Read(inner.Value, inner.Syntax, isRawEntry: false));
    }

    private static ConfigUse OfProperty(IPropertyReferenceOperation property, ClientSetting setting, KafkaSymbols kafka)
    {
        bool isSetting = ConfigValues.IsSetting(property, setting, kafka);
        if (property.Parent is not IAssignmentOperation assignment || assignment.Target != property)
        {
            // As a part of a tuple it may be assigned.
            return isSetting && property.Parent is ITupleOperation ? Sets(SettingValue.Unknown) : new(ConfigUseKind.Harmless);
        }

        if (isSetting)
        {
            return Sets(SettingValue.Read(assignment.Value, assignment.Syntax, isRawEntry: false));
        }

        return property is { Property.IsIndexer: true, Arguments: [{ } key, ..] }
            && ConfigValues.ReadEntry(key.Value, assignment.Value, setting, assignment.Syntax, isRawEntry: true) is { } value
            ? Sets(value)
            : new(ConfigUseKind.Harmless);
    }

    private static ConfigUse OfCall(IInvocationOperation call, ClientSetting setting)
    {
        switch (call.TargetMethod.Name)
        {
            case "Set" or "Add" or "TryAdd" when call.Arguments.Length == 2:
                bool isRawEntry = call.TargetMethod.Name != "Set";
                return ConfigValues.ReadEntry(call.Arguments[0].Value, call.Arguments[1].Value, setting, call.Syntax, isRawEntry) is { } value
                    ? Sets(value)
                    : new(ConfigUseKind.Harmless);
            case "Get" or "GetInt" or "GetBool" or "ContainsKey" or "TryGetValue" or "ToString" or "GetEnumerator":
                return new(ConfigUseKind.Harmless);
            default:
                return new(ConfigUseKind.Escapes);
        }
    }

    private static ConfigUse Sets(SettingValue value) => new(ConfigUseKind.Sets, value);
}
