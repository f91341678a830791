using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Tests;

/// <summary>A project with the sample jobs in a folder of its own, which goes with the test.</summary>
internal sealed class TemporaryProject : IDisposable
{
    public TemporaryProject()
    {
        string folder = Directory.CreateTempSubdirectory("batchgen-workflow-").FullName;
        Project = SampleJobs.Project with { Directory = folder, ProjectFile = Path.Combine(folder, "SwapiPeople.csproj") };
    }

    public BatchProject Project { get; init; }

    public string this[string path]
    {
        get => File.ReadAllText(Project.FullPath(path));
        set
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Project.FullPath(path))!);
            File.WriteAllText(Project.FullPath(path), value);
        }
    }

    public IReadOnlyList<ArtifactReport> Check(params IReadOnlyList<Artifact> artifacts) => Run(artifacts).Check(Project, new WorkflowSettings());

    public IReadOnlyList<ArtifactReport> Write(params IReadOnlyList<Artifact> artifacts) => Run(artifacts).Write(Project, new WorkflowSettings(), overwriteEdited: false, CancellationToken.None);

    public IReadOnlyList<ArtifactReport> Overwrite(params IReadOnlyList<Artifact> artifacts) => Run(artifacts).Write(Project, new WorkflowSettings(), overwriteEdited: true, CancellationToken.None);

    public void Dispose() => Directory.Delete(Project.Directory, recursive: true);

    private static ArtifactRun Run(IReadOnlyList<Artifact> artifacts) => new([new Source(artifacts)]);

    private sealed class Source(IReadOnlyList<Artifact> artifacts) : IArtifactSource
    {
        public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings) => artifacts;
    }
}
