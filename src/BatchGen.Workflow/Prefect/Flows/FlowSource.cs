using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Prefect.Flows;

/// <summary>
/// A Prefect flow for each job that is run, and the module with what all of them have in common (standard 1.1, 1.2, 3.1 to 3.3). Prefect puts
/// the flow's folder first on the module path, both when it deploys and when it runs.
/// </summary>
internal sealed class FlowSource : IArtifactSource
{
    /// <summary>The module that the flows import.</summary>
    public const string SharedModule = "batch_stages.py";

    public static string PathOf(BatchProject project, JobModel job) => $"{FolderOf(project)}/{job.FunctionName}_flow.py";

    public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings)
    {
        JobModel[] jobs = [.. project.Jobs.Where(static job => job.IsRun)];
        if (jobs.Length == 0)
        {
            yield break;
        }

        yield return new Artifact($"{FolderOf(project)}/{SharedModule}", Shared(), ArtifactForm.Whole);
        foreach (JobModel job in jobs)
        {
            yield return new Artifact(PathOf(project, job), FlowWriter.Write(job), ArtifactForm.Whole);
        }
    }

    private static string FolderOf(BatchProject project) => $"{project.WorkflowFolder.TrimEnd('/')}/flows";

    private static string Shared()
    {
        using Stream stream = typeof(FlowSource).Assembly.GetManifestResourceStream(SharedModule)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
