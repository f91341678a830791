using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section61Documents;

/// <summary>BWS6101: a job is described, in full, beside the code.</summary>
internal sealed class JobHasTemplate() : Rule(Definition), IJobFileRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS6101",
        RuleCategory.Documents,
        DiagnosticSeverity.Warning,
        clause: "6",
        title: "A job has a completed template",
        messageFormat: "The template of job '{0}' {1}",
        description: "The template says what a job promises: idempotency, trigger, deployment, topics and schemas, retries and fallback.");

    public IEnumerable<Finding> Check(JobFiles job) => JobDocument.Check(job, JobDocument.Template, JobDocument.TemplatePartsOf(job.Job));
}
