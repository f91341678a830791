using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

/// <summary>
/// Follows configurations in private fields of one type: nobody else can complete them, so all their uses are known when the type ends.
/// </summary>
internal sealed class ConfigField(KafkaSymbols kafka)
{
    private readonly ConcurrentDictionary<IFieldSymbol, ConcurrentBag<IOperation>> _definitions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IFieldSymbol, ConcurrentBag<IOperation>> _references = new(SymbolEqualityComparer.Default);

    public static bool IsCandidate(ISymbol member, KafkaSymbols kafka) =>
        member is IFieldSymbol { DeclaredAccessibility: Accessibility.Private, IsImplicitlyDeclared: false } field
        && ConfigValues.IsConfigVariable(field.Type, kafka);

    public void OnInitializer(OperationAnalysisContext context)
    {
        IFieldInitializerOperation initializer = (IFieldInitializerOperation)context.Operation;
        foreach (IFieldSymbol field in initializer.InitializedFields.Where(field => IsCandidate(field, kafka)))
        {
            Add(_definitions, field, initializer.Value);
        }
    }

    public void OnReference(OperationAnalysisContext context)
    {
        IFieldReferenceOperation reference = (IFieldReferenceOperation)context.Operation;
        if (!IsCandidate(reference.Field, kafka))
        {
            return;
        }

        if (ConfigValues.ParentOf(reference) is ISimpleAssignmentOperation assignment && assignment.Target == reference)
        {
            Add(_definitions, reference.Field, assignment.Value);
        }
        else
        {
            Add(_references, reference.Field, reference);
        }
    }

    /// <summary>What is known of a setting in the configurations that clients of the type are built from.</summary>
    public IEnumerable<SettingValue> Values(ClientSetting setting)
    {
        foreach (KeyValuePair<IFieldSymbol, ConcurrentBag<IOperation>> field in _definitions)
        {
            if (field.Value.Count == 1
                && _references.TryGetValue(field.Key, out ConcurrentBag<IOperation>? references)
                && references.Any(reference => ConfigUse.Of(reference, setting, kafka).Kind == ConfigUseKind.Sink))
            {
                IOperation definition = field.Value.Single();
                SettingValue value = Value(definition, references, setting);
                yield return value.IsDefault && setting.ImpliedBy is { } other && !Value(definition, references, other).IsDefault
                    ? SettingValue.Unknown
                    : value;
            }
        }
    }

    private SettingValue Value(IOperation definition, IEnumerable<IOperation> references, ClientSetting setting) =>
        ConfigEvaluator.Apply(
            new ConfigEvaluator(kafka).Evaluate(definition, setting),
            references.Select(reference => ConfigUse.Of(reference, setting, kafka)));

    private static void Add<T>(ConcurrentDictionary<IFieldSymbol, ConcurrentBag<T>> map, IFieldSymbol field, T item) =>
        map.GetOrAdd(field, static _ => []).Add(item);
}
