using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section43Producers;

/// <summary>BWS4305: a producer that gives up early turns a moment without leader into a failed record.</summary>
internal sealed class ProducerRetriesAtLeastFive() : ConfigurationRule(Definition, ClientSetting.MessageSendMaxRetries)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4305",
        RuleCategory.Producers,
        DiagnosticSeverity.Error,
        clause: "4.3",
        title: "A producer retries at least 5 times",
        messageFormat: "MessageSendMaxRetries of this producer is {0}, and the standard asks for 5 at least: set MessageSendMaxRetries = 5",
        description: "Leaders move in normal operation: with few retries a record fails that would have been written a moment later.");

    // The client retries without end by default, until the delivery times out.
    protected override object[]? Judge(SettingValue value) => value.AsNumber() < 5 ? [value.Text!] : null;
}
