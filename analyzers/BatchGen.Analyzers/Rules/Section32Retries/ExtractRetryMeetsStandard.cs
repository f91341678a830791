using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3202: stated numbers of an extract stage; that they are stated at all is BWS3201's.</summary>
internal sealed class ExtractRetryMeetsStandard() : StageRetryRule(Definition, StageKind.Extract)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3202",
        RuleCategory.Retries,
        DiagnosticSeverity.Error,
        clause: "3.2",
        title: "An extract stage retries as the standard asks",
        messageFormat: MessageFormat,
        description: "An extract stage makes at least 3 attempts, 1 to 5 minutes apart, so that a short outage of its source passes.");
}
