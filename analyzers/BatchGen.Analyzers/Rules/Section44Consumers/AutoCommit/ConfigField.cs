using System.Collections.Concurrent;
using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.AutoCommit;

/// <summary>
/// Follows configurations in private fields of one type: nobody else can complete them, so all their uses are known when the type ends.
/// </summary>
internal sealed class ConfigField(KafkaSymbols kafka)
{
    private readonly ConcurrentDictionary<IFieldSymbol, ConcurrentBag<IOperation>> _definitions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IFieldSymbol, ConcurrentBag<ConfigUse>> _uses = new(SymbolEqualityComparer.Default);

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

        ConfigUse use = ConfigUse.Of(reference, kafka);
        if (use.Kind == ConfigUseKind.Redefines)
        {
            Add(_definitions, reference.Field, ((ISimpleAssignmentOperation)reference.Parent!).Value);
        }
        else
        {
            Add(_uses, reference.Field, use);
        }
    }

    /// <summary>The configurations that consumers of the type are built from, each with what is known of it.</summary>
    public IEnumerable<AutoCommitSetting> Settings()
    {
        ConfigEvaluator evaluator = new(kafka);
        foreach (KeyValuePair<IFieldSymbol, ConcurrentBag<IOperation>> field in _definitions)
        {
            if (field.Value.Count == 1
                && _uses.TryGetValue(field.Key, out ConcurrentBag<ConfigUse>? uses)
                && uses.Any(static use => use.Kind == ConfigUseKind.Sink))
            {
                yield return ConfigEvaluator.Apply(evaluator.Evaluate(field.Value.Single()), uses);
            }
        }
    }

    private static void Add<T>(ConcurrentDictionary<IFieldSymbol, ConcurrentBag<T>> map, IFieldSymbol field, T item) =>
        map.GetOrAdd(field, static _ => []).Add(item);
}
