using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.AutoCommit;

/// <summary>Tells from an expression, and the body around it, whether a configuration has auto commit on.</summary>
internal sealed class ConfigEvaluator(KafkaSymbols kafka)
{
    public AutoCommitSetting Evaluate(IOperation value) => ConfigValues.Unwrap(value) switch
    {
        IObjectCreationOperation creation when ConfigValues.IsTypedConfig(creation.Type, kafka) => OfTypedConfig(creation),
        IObjectCreationOperation creation when ConfigValues.IsDictionary(creation.Type) => OfDictionary(creation),
        ILocalReferenceOperation local => OfLocal(local),
        _ => AutoCommitSetting.Unknown,
    };

    /// <summary>All uses of a local in the outermost body around an operation: lambdas and local functions included.</summary>
    public static IEnumerable<ILocalReferenceOperation> ReferencesTo(ILocalSymbol local, IOperation inBody) =>
        ConfigValues.Root(inBody).Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));

    /// <summary>What uses of a variable make of the setting that its configuration was created with.</summary>
    public static AutoCommitSetting Apply(AutoCommitSetting created, IEnumerable<ConfigUse> uses)
    {
        AutoCommitSetting result = created;
        foreach (ConfigUse use in uses)
        {
            switch (use)
            {
                // Whichever of several assignments runs last is not followed: one that may switch it off is enough for silence.
                case { Kind: ConfigUseKind.Sets, Setting.Value: not AutoCommitValue.On }:
                    return use.Setting;
                case { Kind: ConfigUseKind.Sets }:
                    result = use.Setting;
                    break;
                case { Kind: ConfigUseKind.Escapes or ConfigUseKind.Redefines }:
                    return AutoCommitSetting.Unknown;
            }
        }

        return result;
    }

    private AutoCommitSetting OfTypedConfig(IObjectCreationOperation creation)
    {
        AutoCommitSetting setting = creation.Arguments.Length == 0
            ? new(AutoCommitValue.Default, creation.Syntax)
            : Evaluate(creation.Arguments[0].Value);
        if (setting.Value == AutoCommitValue.Default)
        {
            setting = setting with { Source = creation.Syntax };
        }

        foreach (ISimpleAssignmentOperation assignment in Assignments(creation))
        {
            if (ConfigValues.IsAutoCommit(assignment.Target, kafka))
            {
                setting = new(AutoCommitSetting.Read(assignment.Value), assignment.Syntax);
            }
        }

        return setting;
    }

    private static AutoCommitSetting OfDictionary(IObjectCreationOperation creation)
    {
        if (creation.Arguments.Any(static argument => argument.Parameter?.Name is not ("capacity" or "comparer")))
        {
            return AutoCommitSetting.Unknown;
        }

        AutoCommitSetting setting = new(AutoCommitValue.Default, creation.Syntax);
        foreach (IOperation entry in creation.Initializer?.Initializers ?? [])
        {
            (AutoCommitValue? value, SyntaxNode source) = entry switch
            {
                IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 2 } add =>
                    (ConfigValues.ReadEntry(add.Arguments[0].Value, add.Arguments[1].Value), add.Syntax),
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 1 } indexer } assignment =>
                    (ConfigValues.ReadEntry(indexer.Arguments[0].Value, assignment.Value), assignment.Syntax),
                _ => (AutoCommitValue.Unknown, entry.Syntax),
            };
            if (value is { } found)
            {
                setting = new(found, source, IsDictionaryEntry: true);
            }
        }

        return setting;
    }

    private AutoCommitSetting OfLocal(ILocalReferenceOperation reference)
    {
        IOperation[] definitions = [.. Definitions(reference.Local, ConfigValues.Root(reference))];
        if (definitions is not [{ } definition])
        {
            return AutoCommitSetting.Unknown;
        }

        IEnumerable<ConfigUse> uses = ReferencesTo(reference.Local, reference)
            .Select(use => ConfigUse.Of(use, kafka))
            .Where(static use => use.Kind != ConfigUseKind.Redefines);
        return Apply(Evaluate(definition), uses);
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

    private static IEnumerable<ISimpleAssignmentOperation> Assignments(IObjectCreationOperation creation) =>
        creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [];
}
