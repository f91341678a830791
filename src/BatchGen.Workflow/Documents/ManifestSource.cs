using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;
using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents;

/// <summary>
/// Where people look for a job's documents (standard 6). The manifest may be that of many projects, so each has a section of its own in it.
/// </summary>
internal sealed class ManifestSource : IArtifactSource
{
    public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings)
    {
        if (project.Jobs.Count == 0)
        {
            return [];
        }

        DocumentSection section = new($"jobs-{project.Name}", $"## Jobs of {project.Name}\n\n" + Table(["job", "owner", "template", "runbook", "topics"], project.Jobs.Select(job => RowOf(project, job))));
        return
        [
            DocumentSection.Document(project.Manifest, "Documents", [section]) with { IsShared = true, IsSaidByHand = (_, text) => Lists(project, text.Visible) },
        ];
    }

    private static string[] RowOf(BatchProject project, JobModel job)
    {
        string folder = project.DocumentsOf(job);
        IEnumerable<string> topics = job.Spec.Stages.Select(static stage => stage.Topic).OfType<string>().Distinct(StringComparer.Ordinal);
        HashSet<string> schemas = [.. job.Schemas.Select(static schema => schema.Topic)];
        return
        [
            job.Name,
            job.Spec.Owner is { } owner ? Text(owner) : "none stated",
            $"[template]({Link(project, project.Manifest, $"{folder}/template.md")})",
            $"[runbook]({Link(project, project.Manifest, $"{folder}/runbook.md")})",
            string.Join(", ", topics.Select(topic => schemas.Contains(topic)
                ? $"[{topic}]({Link(project, project.Manifest, $"{project.SchemasFolder.TrimEnd('/')}/{topic}.schema.json")})"
                : $"`{topic}`")),
        ];
    }

    // A manifest by hand that links every job's documents needs no second list.
    private static bool Lists(BatchProject project, string text) =>
        project.Jobs.All(job => text.Contains(Link(project, project.Manifest, $"{project.DocumentsOf(job)}/template.md"), StringComparison.OrdinalIgnoreCase));
}
