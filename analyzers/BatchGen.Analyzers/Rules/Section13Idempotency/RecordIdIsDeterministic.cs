using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Determinism;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section13Idempotency;

/// <summary>BWS1302: a record that has another id in the next run is another record, so that a rerun writes it twice.</summary>
internal sealed class RecordIdIsDeterministic() : Rule(Definition), IRecordCodeRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1302",
        RuleCategory.Idempotency,
        DiagnosticSeverity.Error,
        clause: "1.3",
        title: "A record id is the same in every run",
        messageFormat: "[RecordId] '{0}' of payload '{1}' is given {2}, '{3}'{4}: a rerun writes the record twice; derive the id from the source record",
        description: "Retries and reruns are told from new records by the record id alone, which has to be the same each time.");

    public INamedTypeSymbol? AttributeOf(KnownTypes known) => known.RecordId;

    public Diagnostic Report(Location location, string attribute, ISymbol member, VolatileSource source) => Diagnostic.Create(
        Descriptor,
        location,
        member.Name,
        member.ContainingType.Name,
        source.Value.Category,
        source.Value.Name,
        source.Helper is { } helper ? $" by way of '{helper}'" : "");
}
