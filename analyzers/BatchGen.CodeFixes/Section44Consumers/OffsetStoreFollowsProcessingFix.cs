using System.Composition;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.CodeFixes.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section44Consumers;

/// <summary>BWS4404: switches the automatic offset store off. For a call that stores too early there is no honest change.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OffsetStoreFollowsProcessingFix))]
[Shared]
public sealed class OffsetStoreFollowsProcessingFix()
    : ConfigurationFix("BWS4404", ClientSetting.EnableAutoOffsetStore, "false", "false", "Switch auto offset store off")
{
    internal override Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        diagnostic.Properties.ContainsKey("EarlyStore")
            ? Task.FromResult<Repair?>(null)
            : base.PrepareAsync(document, diagnostic, cancellationToken);
}
