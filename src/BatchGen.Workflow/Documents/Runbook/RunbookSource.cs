using BatchGen.Analyzers.Rules.Section61Documents;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Documents.Runbook;

/// <summary>What whoever is called at night does (standard 6): <c>runbook.md</c> of each job.</summary>
internal sealed class RunbookSource : IArtifactSource
{
    public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings) => project.Jobs.Select(job =>
    {
        JobFacts facts = new(project, settings, job);
        return DocumentSection.Document($"{facts.Folder}/{JobDocument.Runbook}", $"{job.Name}: runbook", [.. SectionsOf(facts)]);
    });

    private static IEnumerable<DocumentSection> SectionsOf(JobFacts job)
    {
        yield return new("overview", $"What the job promises stands in its [template](template.md). {RunbookStart.Summary(job)}\n");
        yield return RunbookStart.Of(job) with { Part = PartOf("Starting and stopping") };
        yield return RunbookEnvironment.Of(job) with { Part = PartOf("Environment and secrets") };
        yield return RunbookHealth.Of(job) with { Part = PartOf("Health") };
        yield return RunbookKafka.Of(job) with { Part = PartOf("Kafka topics and groups") };
        yield return RunbookDeadLetters.Of(job) with { Part = PartOf("Dead letters") };
        if (job.Fallback?.Compensate is { } compensating)
        {
            yield return RunbookDeadLetters.Compensation(job, compensating);
        }

        yield return RunbookTroubleshooting.Of(job) with { Part = PartOf("Troubleshooting") };
        yield return RunbookTroubleshooting.Escalation(job) with { Part = PartOf("Escalation") };
    }

    private static DocumentPart PartOf(string heading) => JobDocument.RunbookParts.First(part => part.Heading == heading);
}
