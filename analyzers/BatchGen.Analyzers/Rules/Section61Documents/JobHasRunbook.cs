using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section61Documents;

/// <summary>BWS6102: whoever is called at night finds what to do.</summary>
internal sealed class JobHasRunbook() : Rule(Definition), IJobFileRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS6102",
        RuleCategory.Documents,
        DiagnosticSeverity.Warning,
        clause: "6",
        title: "A job has a runbook that covers its operation",
        messageFormat: "The runbook of job '{0}' {1}",
        description: "The runbook covers starting and stopping, environment and secrets, health, Kafka topics and groups, dead letters, troubleshooting and escalation.");

    public IEnumerable<Finding> Check(JobFiles job) => JobDocument.Check(job, JobDocument.Runbook, JobDocument.RunbookParts);
}
