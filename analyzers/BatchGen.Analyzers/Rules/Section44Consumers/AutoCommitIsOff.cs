using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4402: with auto commit on, the client commits on a timer what was polled, whether it was processed or not.</summary>
internal sealed class AutoCommitIsOff() : ConfigurationRule(Definition, ClientSetting.EnableAutoCommit)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4402",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A consumer's auto commit is off",
        messageFormat: "Auto commit of this consumer is on{0}: set EnableAutoCommit = false and commit after processing",
        description: "Auto commit commits on a timer what was polled, so that a crash loses the records that were not processed yet.");

    // The client's default is on.
    protected override object[]? Judge(SettingValue value) =>
        value.IsDefault ? [" by default"]
        : value.Text is null || value.AsFlag() == true ? [""]
        : null;
}
