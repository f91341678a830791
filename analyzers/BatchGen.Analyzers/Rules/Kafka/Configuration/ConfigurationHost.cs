using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

/// <summary>Finds the configurations of a compilation once for all rules on their settings.</summary>
internal sealed class ConfigurationHost(CompilationStartAnalysisContext start, KafkaSymbols kafka)
{
    private readonly List<ConfigurationRule> _rules = [];
    private readonly ConfigEvaluator _evaluator = new(kafka);

    /// <summary>Adds a rule, while rules are registered.</summary>
    public void Add(ConfigurationRule rule)
    {
        if (_rules.Count == 0)
        {
            Register();
        }

        _rules.Add(rule);
    }

    private void Register()
    {
        // A whole body at a time: the report stands on the configuration, which is seldom inside the call that builds the client.
        start.RegisterOperationBlockStartAction(block =>
        {
            OperationBag<IObjectCreationOperation> builders = new();
            block.RegisterOperationAction(
                context =>
                {
                    IObjectCreationOperation creation = (IObjectCreationOperation)context.Operation;
                    if (creation.Arguments.Length > 0 && ConfigValues.IsAnyBuilder(creation.Type, kafka))
                    {
                        builders.Add(creation);
                    }
                },
                OperationKind.ObjectCreation);
            block.RegisterOperationBlockEndAction(end => CheckBuilders(builders, end.ReportDiagnostic));
        });
        start.RegisterOperationAction(CheckAssignment, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
        start.RegisterOperationAction(CheckSet, OperationKind.Invocation);
        start.RegisterSymbolStartAction(CheckFields, SymbolKind.NamedType);
    }

    private void CheckBuilders(OperationBag<IObjectCreationOperation> builders, Action<Diagnostic> report)
    {
        foreach (IObjectCreationOperation builder in builders.Items)
        {
            foreach (ConfigurationRule rule in _rules)
            {
                rule.CheckBuilder(builder, report, kafka, _evaluator);
            }
        }
    }

    private void CheckAssignment(OperationAnalysisContext context)
    {
        IAssignmentOperation assignment = (IAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation property && ConfigValues.IsTypedConfig(property.Property.ContainingType, kafka))
        {
            foreach (ConfigurationRule rule in _rules)
            {
                rule.CheckAssignment(assignment, context.ReportDiagnostic, kafka);
            }
        }
    }

    private void CheckSet(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == "Set" && ConfigValues.IsTypedConfig(call.Instance?.Type, kafka))
        {
            foreach (ConfigurationRule rule in _rules)
            {
                rule.CheckSet(call, context.ReportDiagnostic, kafka);
            }
        }
    }

    private void CheckFields(SymbolStartAnalysisContext context)
    {
        if (!((INamedTypeSymbol)context.Symbol).GetMembers().Any(member => ConfigField.IsCandidate(member, kafka)))
        {
            return;
        }

        ConfigField fields = new(kafka);
        context.RegisterOperationAction(fields.OnInitializer, OperationKind.FieldInitializer);
        context.RegisterOperationAction(fields.OnReference, OperationKind.FieldReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach (ConfigurationRule rule in _rules)
            {
                rule.CheckFields(fields, end.ReportDiagnostic);
            }
        });
    }
}
