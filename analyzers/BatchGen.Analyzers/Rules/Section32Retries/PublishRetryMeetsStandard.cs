using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3204: stated numbers of a publish stage; that they are stated at all is BWS3201's.</summary>
internal sealed class PublishRetryMeetsStandard() : StageRetryRule(Definition, StageKind.Publish)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3204",
        RuleCategory.Retries,
        DiagnosticSeverity.Error,
        clause: "3.2",
        title: "A publish stage retries as the standard asks",
        messageFormat: MessageFormat,
        description: "A publish stage makes at least 5 attempts, 30 seconds apart or more, so that the failover of a broker passes.");
}
