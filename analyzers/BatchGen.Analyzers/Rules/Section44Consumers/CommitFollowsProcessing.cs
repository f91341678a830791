using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4403: a commit before the record is processed loses the record when the process stops in between.</summary>
internal sealed class CommitFollowsProcessing() : Rule(Definition), IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4403",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A commit follows processing",
        messageFormat: "'{0}' can commit a consumed record before it is processed: commit after processing has returned or was awaited",
        description: "A committed record is never delivered again, so that a stop between commit and processing loses it.");

    public void Register(KafkaRegistration registration) => registration.Commits.Listen((found, report) =>
    {
        foreach (SyntaxNode commit in found.EarlyCommits)
        {
            report(Diagnostic.Create(RawDescriptor, commit.GetLocation(), commit.ToString()));
        }
    });
}
