using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section43Producers;

/// <summary>BWS4301: a record that only the leader has is lost with the leader.</summary>
internal sealed class ProducerAcksAll() : ConfigurationRule(Definition, ClientSetting.Acks)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4301",
        RuleCategory.Producers,
        DiagnosticSeverity.Error,
        clause: "4.3",
        title: "A producer waits for all replicas",
        messageFormat: "Acks of this producer is {0}, so that records are lost with one broker: set Acks = Acks.All",
        description: "With fewer acknowledgements than all, a record counts as written that one broker has, or none, and its loss is no error.");

    // The client waits for all by default.
    protected override object[]? Judge(SettingValue value) =>
        value.IsText("None") || value.IsText("Leader") || value.AsNumber() is not null and not -1 ? [value.Text!] : null;
}
