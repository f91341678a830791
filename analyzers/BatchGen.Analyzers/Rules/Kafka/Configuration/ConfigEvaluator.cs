using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

/// <summary>Tells from an expression, and the body around it, what a configuration says of a setting.</summary>
internal sealed class ConfigEvaluator(KafkaSymbols kafka)
{
    /// <summary>What is known of the setting in the configuration that an expression gives.</summary>
    public SettingValue Evaluate(IOperation config, ClientSetting setting)
    {
        SettingValue value = Evaluate(config, setting, default);
        return value.IsDefault && setting.ImpliedBy is { } other && !Evaluate(config, other, default).IsDefault
            ? SettingValue.Unknown
            : value;
    }

    /// <summary>All uses of a local in the outermost body around an operation: lambdas and local functions included.</summary>
    public static IEnumerable<ILocalReferenceOperation> ReferencesTo(ILocalSymbol local, IOperation inBody) =>
        ConfigValues.Root(inBody).Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));

    /// <summary>What uses of a variable make of the value that its configuration was created with.</summary>
    public static SettingValue Apply(SettingValue created, IEnumerable<ConfigUse> uses)
    {
        SettingValue? set = null;
        foreach (ConfigUse use in uses)
        {
            switch (use.Kind)
            {
                // Which of several assignments runs last is not followed: they must agree.
                case ConfigUseKind.Sets when !use.Value.IsStated || (set is { } earlier && !use.Value.IsText(earlier.Text ?? "")):
                case ConfigUseKind.Escapes or ConfigUseKind.Redefines:
                    return SettingValue.Unknown;
                case ConfigUseKind.Sets:
                    set = use.Value;
                    break;
            }
        }

        return set ?? created;
    }

    private SettingValue Evaluate(IOperation value, ClientSetting setting, Reach reach) => ConfigValues.Unwrap(value) switch
    {
        _ when reach.IsFar => SettingValue.Unknown,
        IObjectCreationOperation creation when ConfigValues.IsTypedConfig(creation.Type, kafka) => OfTypedConfig(creation, setting, reach),
        IObjectCreationOperation creation when ConfigValues.IsDictionary(creation.Type) => OfDictionary(creation, setting),
        ILocalReferenceOperation local => OfLocal(local, setting, reach),
        IInvocationOperation or IPropertyReferenceOperation when !reach.IsInHelper => OfHelper(ConfigValues.Unwrap(value), setting, reach),
        _ => SettingValue.Unknown,
    };

    private SettingValue OfHelper(IOperation use, ClientSetting setting, Reach reach) =>
        ConfigHelpers.ReturnedBy(use) is { } returned
            ? Evaluate(returned, setting, reach.IntoHelper()) with { IsFromHelper = true }
            : SettingValue.Unknown;

    private SettingValue OfTypedConfig(IObjectCreationOperation creation, ClientSetting setting, Reach reach)
    {
        SettingValue value = KafkaSymbols.IsDeclaredByKafka(creation.Type, kafka)
            ? OfArguments(creation, setting, reach)
            : OfDerivedConfig(creation, setting);
        if (value.IsDefault)
        {
            value = SettingValue.DefaultOf(creation.Syntax);
        }

        foreach (ISimpleAssignmentOperation assignment in creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [])
        {
            if (ConfigValues.IsSetting(assignment.Target, setting, kafka))
            {
                value = SettingValue.Read(assignment.Value, assignment.Syntax, isRawEntry: false);
            }
        }

        return value;
    }

    private SettingValue OfArguments(IObjectCreationOperation creation, ClientSetting setting, Reach reach) =>
        creation.Arguments is [{ } wrapped, ..] ? Evaluate(wrapped.Value, setting, reach.Further()) : SettingValue.DefaultOf(creation.Syntax);

    // A type derived from a client's own configuration: its constructor says the rest.
    private SettingValue OfDerivedConfig(IObjectCreationOperation creation, ClientSetting setting)
    {
        if (creation.Constructor is not { } constructor || !KafkaSymbols.IsDeclaredByKafka(creation.Type?.BaseType, kafka))
        {
            return SettingValue.Unknown;
        }

        SettingValue nothing = SettingValue.DefaultOf(creation.Syntax);
        if (constructor is { IsImplicitlyDeclared: true, Parameters.IsEmpty: true } || ConfigHelpers.IsPrimaryWithEmptyBase(constructor))
        {
            return nothing;
        }

        return ConfigHelpers.ConstructorOf(creation) is { } body && CallsEmptyBase(body)
            ? Apply(nothing, body.Descendants()
                .OfType<IInstanceReferenceOperation>()
                .Where(self => self.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance && !IsConstructorCall(self))
                .Select(self => ConfigUse.Of(self, setting, kafka)))
            : SettingValue.Unknown;
    }

    private bool CallsEmptyBase(IConstructorBodyOperation constructor) =>
        constructor.Initializer is null
        || constructor.Initializer is IExpressionStatementOperation { Operation: IInvocationOperation { Arguments.IsEmpty: true } call }
        && KafkaSymbols.IsDeclaredByKafka(call.TargetMethod.ContainingType, kafka);

    private static bool IsConstructorCall(IInstanceReferenceOperation self) =>
        self.Parent is IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor };

    private static SettingValue OfDictionary(IObjectCreationOperation creation, ClientSetting setting)
    {
        if (creation.Arguments.Any(static argument => argument.Parameter?.Name is not ("capacity" or "comparer")))
        {
            return SettingValue.Unknown;
        }

        SettingValue value = SettingValue.DefaultOf(creation.Syntax);
        foreach (IOperation entry in creation.Initializer?.Initializers ?? [])
        {
            SettingValue? found = entry switch
            {
                IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 2 } add =>
                    ConfigValues.ReadEntry(add.Arguments[0].Value, add.Arguments[1].Value, setting, add.Syntax, isRawEntry: true),
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 1 } indexer } assignment =>
                    ConfigValues.ReadEntry(indexer.Arguments[0].Value, assignment.Value, setting, assignment.Syntax, isRawEntry: true),
                _ => SettingValue.Unknown,
            };
            value = found ?? value;
        }

        return value;
    }

    private SettingValue OfLocal(ILocalReferenceOperation reference, ClientSetting setting, Reach reach)
    {
        IOperation[] definitions = [.. Definitions(reference.Local, ConfigValues.Root(reference))];
        if (definitions is not [{ } definition])
        {
            return SettingValue.Unknown;
        }

        IEnumerable<ConfigUse> uses = ReferencesTo(reference.Local, reference)
            .Where(use => use != reference)
            .Select(use => ConfigUse.Of(use, setting, kafka))
            .Where(static use => use.Kind != ConfigUseKind.Redefines);
        return Apply(Evaluate(definition, setting, reach.Further()), uses);
    }

    private static IEnumerable<IOperation> Definitions(ILocalSymbol local, IOperation body)
    {
        foreach (IOperation operation in body.Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Initializer: { } initializer } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
            {
                yield return initializer.Value;
            }
            else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                && SymbolEqualityComparer.Default.Equals(target.Local, local))
            {
                yield return assignment.Value;
            }
        }
    }

    /// <summary>How far an expression was followed. Code that is being written may go round in circles.</summary>
    private readonly record struct Reach(bool IsInHelper, int Steps)
    {
        public bool IsFar => Steps > 10;

        public Reach Further() => this with { Steps = Steps + 1 };

        public Reach IntoHelper() => new(IsInHelper: true, Steps + 1);
    }
}
