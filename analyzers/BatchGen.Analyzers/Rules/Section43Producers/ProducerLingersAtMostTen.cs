using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section43Producers;

/// <summary>BWS4304: a record waits in memory for at most ten milliseconds to become part of a batch.</summary>
internal sealed class ProducerLingersAtMostTen() : ConfigurationRule(Definition, ClientSetting.LingerMs)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4304",
        RuleCategory.Producers,
        DiagnosticSeverity.Error,
        clause: "4.3",
        title: "A producer lingers for at most 10 ms",
        messageFormat: "LingerMs of this producer is {0}, and the standard allows 10 at most: set LingerMs = 10",
        description: "A record that lingers is in the memory of one process only, and everything that waits for its acknowledgement waits as long.");

    // The client lingers for 5 ms by default.
    protected override object[]? Judge(SettingValue value) => value.AsNumber() > 10 ? [value.Text!] : null;
}
