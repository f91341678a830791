using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Files;

/// <summary>
/// The files beside the code of one compilation: what the package's targets hand to the compiler as <c>AdditionalFiles</c>, or what the tool
/// finds on the disk in the same places; told apart by their names.
/// </summary>
internal sealed class ProjectFiles
{
    public const string CheckProperty = "build_property.BatchGenCheckFiles";
    public const string DocumentsFolderProperty = "build_property.BatchGenDocumentsFolder";
    public const string SchemasFolderProperty = "build_property.BatchGenSchemasFolder";
    public const string WorkflowFolderProperty = "build_property.BatchGenWorkflowFolder";
    public const string ProjectFolderProperty = "build_property.ProjectDir";
    public const string SchemaSuffix = ".schema.json";

    private readonly ImmutableArray<ProjectFile> _files;
    private readonly string _projectFolder;

    /// <param name="files">The files; those that no rule is about are passed over.</param>
    /// <param name="properties">The project's properties, as the compiler is given them.</param>
    public ProjectFiles(IEnumerable<ProjectFile> files, AnalyzerConfigOptions properties)
    {
        _files = [.. files.Where(IsOurs)];
        _projectFolder = Property(properties, ProjectFolderProperty, "");
        DocumentsFolder = Property(properties, DocumentsFolderProperty, "docs/jobs");
        SchemasFolder = Property(properties, SchemasFolderProperty, "schemas");
        WorkflowFolder = Property(properties, WorkflowFolderProperty, "workflow");
        Deployments = [.. _files.Where(static file => file.Name is "prefect.yaml" or "prefect.yml")];
        Manifest = _files.FirstOrDefault(static file => string.Equals(file.Name, "MANIFEST.md", StringComparison.OrdinalIgnoreCase));
    }

    public string DocumentsFolder { get; }

    public string SchemasFolder { get; }

    public string WorkflowFolder { get; }

    /// <summary>Every <c>prefect.yaml</c>.</summary>
    public ImmutableArray<ProjectFile> Deployments { get; }

    /// <summary><c>docs/MANIFEST.md</c>, or null.</summary>
    public ProjectFile? Manifest { get; }

    /// <summary>
    /// The files of a compilation, or null where they are not to be checked: only the package's targets say that they are, so that a script,
    /// a test or an editor that has only the code is never told that something is missing.
    /// </summary>
    public static ProjectFiles? Of(AnalyzerOptions options)
    {
        AnalyzerConfigOptions properties = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        return properties.TryGetValue(CheckProperty, out string? check) && string.Equals(check.Trim(), "true", StringComparison.OrdinalIgnoreCase)
            ? new(options.AdditionalFiles.Select(static file => new ProjectFile(file)), properties)
            : null;
    }

    /// <summary>The schema of a topic, or null.</summary>
    public ProjectFile? Schema(string topic) => _files.FirstOrDefault(file => file.Name == topic + SchemaSuffix && file.Exists);

    /// <summary>The folder of a job's documents as messages name it: as declared, or by the job's name.</summary>
    public string FolderOf(JobSpec job) => string.IsNullOrWhiteSpace(job.Docs)
        ? $"{DocumentsFolder.Replace('\\', '/').TrimEnd('/')}/{job.Name}"
        : job.Docs!.Trim().Replace('\\', '/').TrimEnd('/');

    /// <summary>A document of a job by its file name, or null.</summary>
    public ProjectFile? Document(JobSpec job, string name) =>
        DocumentsOf(job).FirstOrDefault(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every document in a job's folder.</summary>
    public IEnumerable<ProjectFile> DocumentsOf(JobSpec job)
    {
        string folder = FilePaths.Combine(_projectFolder, FolderOf(job));
        return _files.Where(file =>
            file.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && file.Exists && FilePaths.IsIn(file.NormalizedPath, folder));
    }

    private static bool IsOurs(ProjectFile file) =>
        file.Name.EndsWith(SchemaSuffix, StringComparison.OrdinalIgnoreCase)
        || file.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || file.Name is "prefect.yaml" or "prefect.yml";

    private static string Property(AnalyzerConfigOptions properties, string name, string byDefault) =>
        properties.TryGetValue(name, out string? value) && value.Trim().Length > 0 ? value.Trim() : byDefault;
}
