using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3203: stated numbers of a transform stage; that they are stated at all is BWS3201's.</summary>
internal sealed class TransformRetryMeetsStandard() : StageRetryRule(Definition, StageKind.Transform)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3203",
        RuleCategory.Retries,
        DiagnosticSeverity.Error,
        clause: "3.2",
        title: "A transform stage retries as the standard asks",
        messageFormat: MessageFormat,
        description: "A transform stage makes at least 2 attempts, 30 to 60 seconds apart: what it looks up may be away for a moment.");
}
