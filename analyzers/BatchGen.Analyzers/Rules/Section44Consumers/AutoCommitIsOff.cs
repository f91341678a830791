using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.AutoCommit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4402: with auto commit on, the client commits on a timer what was polled, whether it was processed or not.</summary>
/// <remarks>
/// What is switched on in so many words is reported where that stands. What is on by default is reported only where a consumer is seen to
/// be built from the configuration, and nothing else gets hold of it that may complete it.
/// </remarks>
internal sealed class AutoCommitIsOff() : Rule(Definition), IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4402",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A consumer's auto commit is off",
        messageFormat: "Auto commit of this consumer is on{0}: set EnableAutoCommit = false and commit after processing",
        description: "Auto commit commits on a timer what was polled, so that a crash loses the records that were not processed yet.");

    public void Register(KafkaRegistration registration)
    {
        KafkaSymbols kafka = registration.Kafka;
        ConfigEvaluator evaluator = new(kafka);

        // A whole body at a time: the report stands on the configuration, which is seldom inside the call that builds the consumer.
        registration.Start.RegisterOperationBlockAction(context =>
        {
            foreach (IObjectCreationOperation creation in context.OperationBlocks
                .SelectMany(static block => block.DescendantsAndSelf())
                .OfType<IObjectCreationOperation>())
            {
                CheckBuilder(creation, context.ReportDiagnostic, kafka, evaluator);
            }
        });
        registration.Start.RegisterOperationAction(context => CheckAssignment(context, kafka), OperationKind.SimpleAssignment);
        registration.Start.RegisterOperationAction(context => CheckSet(context, kafka), OperationKind.Invocation);
        registration.Start.RegisterSymbolStartAction(context => CheckFields(context, kafka), SymbolKind.NamedType);
    }

    private void CheckBuilder(IObjectCreationOperation builder, Action<Diagnostic> report, KafkaSymbols kafka, ConfigEvaluator evaluator)
    {
        if (!KafkaSymbols.Is(builder.Type, kafka.ConsumerBuilder) || builder.Arguments is not [{ } argument, ..])
        {
            return;
        }

        IOperation config = ConfigValues.Unwrap(argument.Value);
        if (config is not ILocalReferenceOperation local || IsFirstSink(local, kafka))
        {
            ReportConfig(report, evaluator.Evaluate(config));
        }
    }

    private void CheckAssignment(OperationAnalysisContext context, KafkaSymbols kafka)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (ConfigValues.IsAutoCommit(assignment.Target, kafka)
            && AutoCommitSetting.Read(assignment.Value) == AutoCommitValue.On
            && !IsSetOtherwise(assignment, VariableHolding(assignment), kafka))
        {
            Report(context.ReportDiagnostic, assignment.Syntax.GetLocation(), "");
        }
    }

    private void CheckSet(OperationAnalysisContext context, KafkaSymbols kafka)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (call is { TargetMethod.Name: "Set", Arguments.Length: 2, Instance: { } instance }
            && KafkaSymbols.Is(instance.Type, kafka.ConsumerConfig)
            && ConfigValues.ReadEntry(call.Arguments[0].Value, call.Arguments[1].Value) == AutoCommitValue.On
            && !IsSetOtherwise(call, ConfigValues.VariableOf(instance), kafka))
        {
            Report(context.ReportDiagnostic, call.Syntax.GetLocation(), "");
        }
    }

    private void CheckFields(SymbolStartAnalysisContext context, KafkaSymbols kafka)
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
            foreach (AutoCommitSetting setting in fields.Settings())
            {
                ReportConfig(end.ReportDiagnostic, setting);
            }
        });
    }

    private void ReportConfig(Action<Diagnostic> report, AutoCommitSetting setting)
    {
        if (setting is { Value: AutoCommitValue.Default, Source: { } creation })
        {
            Report(report, HeadOf(creation), " by default");
        }
        else if (setting is { Value: AutoCommitValue.On, IsDictionaryEntry: true, Source: { } entry })
        {
            Report(report, entry.GetLocation(), "");
        }
    }

    private void Report(Action<Diagnostic> report, Location location, string why) =>
        report(Diagnostic.Create(RawDescriptor, location, why));

    // A configuration that two consumers are built from is one mistake.
    private static bool IsFirstSink(ILocalReferenceOperation sink, KafkaSymbols kafka) =>
        ConfigEvaluator.ReferencesTo(sink.Local, sink)
            .Where(reference => ConfigUse.Of(reference, kafka).Kind == ConfigUseKind.Sink)
            .Min(static reference => reference.Syntax.SpanStart) == sink.Syntax.SpanStart;

    private static ISymbol? VariableHolding(ISimpleAssignmentOperation assignment)
    {
        if (((IPropertyReferenceOperation)assignment.Target).Instance is { } instance and not IInstanceReferenceOperation)
        {
            return ConfigValues.VariableOf(instance);
        }

        // In an object initializer: what the created object is assigned to.
        IOperation? creation = assignment.Parent?.Parent;
        return creation is null ? null : ConfigValues.ParentOf(creation) switch
        {
            ISimpleAssignmentOperation outer => ConfigValues.VariableOf(outer.Target),
            { } parent => ConfigValues.VariableOf(parent),
            null => null,
        };
    }

    private static bool IsSetOtherwise(IOperation setting, ISymbol? variable, KafkaSymbols kafka) =>
        variable is not null && ConfigValues.Root(setting).Descendants().Any(operation =>
            SymbolEqualityComparer.Default.Equals(ConfigValues.VariableOf(operation), variable)
            && ConfigUse.Of(operation, kafka) is { Kind: ConfigUseKind.Sets, Setting.Value: not AutoCommitValue.On });

    private static Location HeadOf(SyntaxNode creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => Location.Create(named.SyntaxTree, TextSpan.FromBounds(named.SpanStart, named.Type.Span.End)),
        ImplicitObjectCreationExpressionSyntax unnamed =>
            Location.Create(unnamed.SyntaxTree, TextSpan.FromBounds(unnamed.SpanStart, unnamed.ArgumentList.Span.End)),
        _ => creation.GetLocation(),
    };
}
