using System.Text.RegularExpressions;

namespace BatchGen.Workflow.Models;

/// <summary>One assembly with jobs, and where the files beside its code are.</summary>
internal sealed partial record BatchProject
{
    /// <summary>The project's name, which is its file's, or that of the assembly where there is no project.</summary>
    public required string Name { get; init; }

    /// <summary>The name as images and Prefect take it: <c>SwapiPeople</c> is <c>swapi-people</c>.</summary>
    public string KebabName => Separators().Replace(Humps().Replace(Name, "$1-$2"), "-").Trim('-').ToLowerInvariant();

    /// <summary>The project's folder, absolute: all paths below are relative to it, with <c>/</c>.</summary>
    public required string Directory { get; init; }

    /// <summary>The project's file, absolute; null where only an assembly was named.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>The assembly, absolute.</summary>
    public required string AssemblyPath { get; init; }

    /// <summary>The assembly's name, which is the executable's: <c>SwapiPeople</c>.</summary>
    public required string AssemblyName { get; init; }

    /// <summary>The folder of <c>prefect.yaml</c> (<c>BatchGenWorkflowFolder</c>).</summary>
    public string WorkflowFolder { get; init; } = "workflow";

    /// <summary>The folder of <c>TOPIC.schema.json</c> (<c>BatchGenSchemasFolder</c>).</summary>
    public string SchemasFolder { get; init; } = "schemas";

    /// <summary>The folder with a folder per job (<c>BatchGenDocumentsFolder</c>).</summary>
    public string DocumentsFolder { get; init; } = "docs/jobs";

    /// <summary>The list of all documents (<c>BatchGenManifest</c>).</summary>
    public string Manifest { get; init; } = "docs/MANIFEST.md";

    /// <summary>The jobs, by name.</summary>
    public required IReadOnlyList<JobModel> Jobs { get; init; }

    /// <summary>The folder of a job's documents: as <c>Docs</c> states it, or by the job's name.</summary>
    public string DocumentsOf(JobModel job) => string.IsNullOrWhiteSpace(job.Spec.Docs)
        ? $"{DocumentsFolder.TrimEnd('/')}/{job.Name}"
        : job.Spec.Docs.Trim().Replace('\\', '/').TrimEnd('/');

    /// <summary>A path below the project's folder, absolute.</summary>
    public string FullPath(string relative) => Path.GetFullPath(Path.Combine(Directory, relative));

    [GeneratedRegex("([a-z0-9])([A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Humps();

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}

/// <summary>The projects with jobs of a solution, of one project, or of a folder of assemblies.</summary>
/// <param name="Path">What was named, absolute.</param>
/// <param name="Projects">The projects, by path; those without jobs are left out.</param>
internal sealed record BatchSolution(string Path, IReadOnlyList<BatchProject> Projects)
{
    public IEnumerable<(BatchProject Project, JobModel Job)> Jobs => Projects.SelectMany(static project => project.Jobs.Select(job => (project, job)));
}
