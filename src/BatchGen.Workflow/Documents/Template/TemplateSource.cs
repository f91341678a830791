using BatchGen.Analyzers.Rules.Section61Documents;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Documents.Template;

/// <summary>What a job promises (standard 6): <c>template.md</c> of each job.</summary>
internal sealed class TemplateSource : IArtifactSource
{
    public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings) => project.Jobs.Select(job =>
    {
        JobFacts facts = new(project, settings, job);
        return DocumentSection.Document($"{facts.Folder}/{JobDocument.Template}", job.Name, [.. SectionsOf(facts)]);
    });

    private static IEnumerable<DocumentSection> SectionsOf(JobFacts job)
    {
        DocumentPart[] parts = [.. JobDocument.TemplatePartsOf(job.Spec)];
        yield return TemplatePromises.Overview(job);
        yield return TemplatePromises.Idempotency(job) with { Part = PartOf(parts, "Idempotency") };
        yield return TemplateStart.Of(job) with { Part = PartOf(parts, "Trigger", "Schedule") };
        if (job.Job.IsRun)
        {
            yield return TemplateStart.Deployment(job) with { Part = PartOf(parts, "Deployment") };
        }

        yield return TemplateTopics.Of(job) with { Part = PartOf(parts, "Topics and schemas") };
        yield return TemplatePromises.Retries(job) with { Part = PartOf(parts, "Retries and timeouts") };
        yield return TemplatePromises.Fallback(job) with { Part = PartOf(parts, "Fallback") };
    }

    private static DocumentPart? PartOf(DocumentPart[] parts, params string[] headings) => parts.FirstOrDefault(part => headings.Contains(part.Heading));
}
