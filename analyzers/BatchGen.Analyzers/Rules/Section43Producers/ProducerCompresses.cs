using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section43Producers;

/// <summary>BWS4303: batches are compressed with zstd or snappy.</summary>
internal sealed class ProducerCompresses() : ConfigurationRule(Definition, ClientSetting.CompressionType)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4303",
        RuleCategory.Producers,
        DiagnosticSeverity.Error,
        clause: "4.3",
        title: "A producer compresses with zstd or snappy",
        messageFormat: "This producer {0}: set CompressionType = CompressionType.Zstd, or Snappy",
        description: "Uncompressed batches cost several times the network, the disk and the replication; gzip costs several times the processor time.");

    // The client does not compress by default.
    protected override object[]? Judge(SettingValue value) =>
        value.IsDefault ? ["does not compress by default"]
        : value.Text is null || value.IsText("none") ? ["does not compress"]
        : value.IsText("gzip") || value.IsText("lz4") ? [$"compresses with {value.Text}"]
        : null;
}
