using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Determinism;
using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section42Schemas.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section42Schemas;

/// <summary>BWS4206: records of one entity stay in order only while they have one key.</summary>
internal sealed class MessageKeyIsDeterministic() : Rule(Definition), IRecordCodeRule, IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4206",
        RuleCategory.Schemas,
        DiagnosticSeverity.Error,
        clause: "4.2",
        title: "A message key is deterministic",
        messageFormat: "{0}: use what identifies the record, usually its record id, so that its versions stay in order",
        description: "The key decides the partition: without one, or with another each time, records about one entity overtake each other.");

    public INamedTypeSymbol? AttributeOf(KnownTypes known) => known.RecordKey;

    public Diagnostic Report(Location location, string attribute, ISymbol member, VolatileSource source) =>
        Diagnostic.Create(Descriptor, location, $"[{attribute}] '{member.Name}' of payload '{member.ContainingType.Name}' is given {Describe(source)}");

    public void Register(KafkaRegistration registration)
    {
        if (registration.Kafka.Message is null)
        {
            return;
        }

        KeylessMessages keyless = new(registration.Kafka);
        registration.Start.RegisterOperationAction(context => CheckKey(context, registration), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
        registration.Start.RegisterOperationAction(
            context =>
            {
                if (keyless.ProducedBy((IInvocationOperation)context.Operation) is (string topic, { } creation, var why))
                {
                    context.ReportDiagnostic(Diagnostic.Create(RawDescriptor, creation, $"The message to '{topic}' {why}"));
                }
            },
            OperationKind.Invocation);
    }

    private void CheckKey(OperationAnalysisContext context, KafkaRegistration registration)
    {
        IAssignmentOperation assignment = (IAssignmentOperation)context.Operation;
        if (KeylessMessages.IsKey(assignment.Target, registration.Kafka)
            && new VolatileFlow(KnownTypes.Of(context.Compilation)).Trace(assignment.Value) is { } source)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RawDescriptor, source.Source.Syntax.GetLocation(), $"The message key is {Describe(source)}"));
        }
    }

    private static string Describe(VolatileSource source) =>
        $"{source.Value.Category}, '{source.Value.Name}'{(source.Helper is { } helper ? $" by way of '{helper}'" : "")}";
}
