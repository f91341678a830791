using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section43Producers;

/// <summary>BWS4302: without idempotence, a retry after a lost answer writes the record a second time.</summary>
internal sealed class ProducerIsIdempotent() : ConfigurationRule(Definition, ClientSetting.EnableIdempotence)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4302",
        RuleCategory.Producers,
        DiagnosticSeverity.Error,
        clause: "4.3",
        title: "A producer is idempotent",
        messageFormat: "Idempotence of this producer is off{0}, so that retries write records twice and out of order: set EnableIdempotence = true",
        description: "A record is written again when only the broker's answer was lost, and retried records overtake each other.");

    // The client's default is off.
    protected override object[]? Judge(SettingValue value) =>
        value.IsDefault ? [" by default"]
        : value.Text is null || value.AsFlag() == false ? [""]
        : null;
}
