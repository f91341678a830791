using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4405: a record whose processing failed is lost once it is committed, unless a dead-letter topic has it.</summary>
internal sealed class FailedRecordIsNotCommitted() : Rule(Definition), IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4405",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A failed record is not committed",
        messageFormat: "'{0}' can commit a record whose processing has failed: send it to the dead-letter topic or rethrow before the commit",
        description: "A failure that is caught and then committed over loses the record: nobody processes it again, and no dead letter is left of it.");

    public void Register(KafkaRegistration registration) => registration.Commits.Listen((found, report) =>
    {
        foreach (SyntaxNode commit in found.FailedCommits)
        {
            report(Diagnostic.Create(RawDescriptor, commit.GetLocation(), commit.ToString()));
        }
    });
}
