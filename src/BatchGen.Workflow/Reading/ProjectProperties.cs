using System.Text.Json;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Reading;

/// <summary>What MSBuild says of a project: evaluated, not guessed from its text.</summary>
internal sealed record ProjectProperties
{
    private static readonly string[] Names =
    [
        "TargetPath", "AssemblyName", "BatchGenSchemasFolder", "BatchGenWorkflowFolder", "BatchGenDocumentsFolder", "BatchGenManifest", "BatchGenPreset",
    ];

    /// <summary>The assembly.</summary>
    public required string TargetPath { get; init; }

    public required string AssemblyName { get; init; }

    /// <summary>Whether the package's targets are there.</summary>
    public bool UsesBatchGen { get; init; }

    private string Schemas { get; init; } = "";

    private string Workflow { get; init; } = "";

    private string Documents { get; init; } = "";

    private string Manifest { get; init; } = "";

    public static async Task<ProjectProperties> OfAsync(string project, string configuration, CancellationToken cancellationToken)
    {
        string text = await DotNet.RunAsync(
            ["msbuild", project, $"-p:Configuration={configuration}", "-nologo", .. Names.Select(static name => $"-getProperty:{name}")],
            cancellationToken).ConfigureAwait(false);
        using JsonDocument json = JsonDocument.Parse(text);
        JsonElement properties = json.RootElement.GetProperty("Properties");
        string Value(string name) => properties.GetProperty(name).GetString() ?? "";
        return new ProjectProperties
        {
            TargetPath = Value("TargetPath"),
            AssemblyName = Value("AssemblyName"),
            UsesBatchGen = Value("BatchGenPreset").Length > 0,
            Schemas = Value("BatchGenSchemasFolder"),
            Workflow = Value("BatchGenWorkflowFolder"),
            Documents = Value("BatchGenDocumentsFolder"),
            Manifest = Value("BatchGenManifest"),
        };
    }

    public BatchProject ToProject(string project, IReadOnlyList<JobModel> jobs)
    {
        string folder = Path.GetDirectoryName(project)!;
        BatchProject read = new()
        {
            Name = Path.GetFileNameWithoutExtension(project),
            Directory = folder,
            ProjectFile = project,
            AssemblyPath = TargetPath,
            AssemblyName = AssemblyName,
            Jobs = jobs,
        };
        return read with
        {
            SchemasFolder = Relative(folder, Schemas, read.SchemasFolder),
            WorkflowFolder = Relative(folder, Workflow, read.WorkflowFolder),
            DocumentsFolder = Relative(folder, Documents, read.DocumentsFolder),
            Manifest = Relative(folder, Manifest, read.Manifest),
        };
    }

    private static string Relative(string folder, string path, string byDefault) =>
        path.Length == 0 ? byDefault : Path.GetRelativePath(folder, Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')))).Replace('\\', '/');
}
