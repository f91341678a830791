using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Checks.Files;
using BatchGen.Workflow.Checks.Places;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Checks;

/// <summary>A job and where it is from.</summary>
internal sealed record CheckedJob(BatchProject Project, JobModel Model)
{
    /// <summary>
    /// What it declares. The model names every group, be it stated or not; one that is the job's default is taken for not stated, so that
    /// who took another job's group is told, and not whose group it is.
    /// </summary>
    public JobSpec Spec { get; } = Model.Spec with
    {
        Stages = Model.Spec.Stages
            .Select(stage => stage.Group == Model.Spec.GroupOf(stage with { Group = null }) ? stage with { Group = null } : stage)
            .ToEquatableArray(),
    };
}

/// <summary>What the rules look at: the solution and, where they are to be read, its files.</summary>
internal sealed class CheckContext
{
    private readonly Dictionary<BatchProject, ProjectFiles?> _files = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<BatchProject, JobSources?> _sources = new(ReferenceEqualityComparer.Instance);
    private readonly bool _readsFiles;

    /// <param name="solution">The solution.</param>
    /// <param name="readsFiles">Whether the files beside the code are to be checked; those of an assembly without project never are.</param>
    public CheckContext(BatchSolution solution, bool readsFiles)
    {
        Solution = solution;
        _readsFiles = readsFiles;
        Jobs = [.. solution.Jobs.Select(static pair => new CheckedJob(pair.Project, pair.Job))];
    }

    public BatchSolution Solution { get; }

    /// <summary>The jobs of all projects, in the order of the projects.</summary>
    public IReadOnlyList<CheckedJob> Jobs { get; }

    /// <summary>The projects whose files are checked.</summary>
    public IEnumerable<BatchProject> ProjectsWithFiles => Solution.Projects.Where(project => _readsFiles && project.ProjectFile is not null);

    /// <summary>The files of a project, read once; null where they are not to be checked.</summary>
    public ProjectFiles? FilesOf(BatchProject project)
    {
        if (!_files.TryGetValue(project, out ProjectFiles? files))
        {
            files = _readsFiles && project.ProjectFile is not null ? DiskFiles.Of(project) : null;
            _files.Add(project, files);
        }

        return files;
    }

    /// <summary>Where something of a job is declared; null where the source is not there or does not say it.</summary>
    public FilePlace? PlaceOf(CheckedJob job, Anchor anchor)
    {
        if (!_sources.TryGetValue(job.Project, out JobSources? sources))
        {
            sources = job.Project.ProjectFile is not null && Directory.Exists(job.Project.Directory) ? new JobSources(job.Project.Directory) : null;
            _sources.Add(job.Project, sources);
        }

        return sources?.PlaceOf(job.Spec, anchor);
    }
}
