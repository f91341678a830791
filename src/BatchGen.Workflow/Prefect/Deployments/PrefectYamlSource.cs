using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>
/// <c>prefect.yaml</c> with a local and a production deployment of each job that is run (standard 2.1 to 2.3). What is written is held against
/// our own rules at once: Prefect would pass over most of what is wrong without a word.
/// </summary>
internal sealed class PrefectYamlSource : IArtifactSource
{
    public static string PathOf(BatchProject project) => $"{project.WorkflowFolder.TrimEnd('/')}/prefect.yaml";

    /// <exception cref="InvalidDataException">A setting or an attribute has a text that Prefect would take for something else.</exception>
    public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings)
    {
        JobModel[] jobs = [.. project.Jobs.Where(static job => job.IsRun)];
        if (jobs.Length == 0)
        {
            yield break;
        }

        string text = Write(project, jobs, settings);
        if (PrefectYamlValidator.Validate(text) is { Count: > 0 } problems)
        {
            throw new InvalidDataException(
                $"The deployments of '{project.Name}' cannot be written: {string.Join("; ", problems.Select(static problem => problem.Message))}. "
                + $"Change the job or {project.WorkflowFolder}/{WorkflowSettings.FileName}.");
        }

        yield return new Artifact(PathOf(project), text, ArtifactForm.Whole);
    }

    private static string Write(BatchProject project, JobModel[] jobs, WorkflowSettings settings)
    {
        YamlWriter yaml = new();
        yaml
            .Comment("Deploy from this folder, by name: Prefect takes an entrypoint from where it is started.")
            .Comment($"prefect --no-prompt deploy --name {jobs[0].Name}-local")
            .Comment($"IMAGE_TAG=1.0.0 prefect --no-prompt deploy --name {jobs[0].Name}-prod")
            .Text("prefect-version", "3.6.5")
            .Text("name", project.KebabName)
            .Blank()
            .Plain("build", "null")
            .Plain("push", "null")
            .Plain("pull", "null", "Local: \"n\" to remote storage, so that the worker takes the flows from this folder.")
            .Blank()
            .Map("deployments", list =>
            {
                DeploymentWriter writer = new(project, settings);
                for (int index = 0; index < jobs.Length; index++)
                {
                    if (index > 0)
                    {
                        list.Blank();
                    }

                    writer.WriteLocal(list, jobs[index]);
                    list.Blank();
                    writer.WriteProduction(list, jobs[index]);
                }
            });
        return yaml.ToString();
    }
}
