using System.Diagnostics.CodeAnalysis;
using BatchGen.Analyzers.Files;
using BatchGen.Workflow.Models;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Workflow.Checks.Files;

/// <summary>Finds on the disk the files that the package's targets hand to the compiler, in the same places.</summary>
internal static class DiskFiles
{
    private const string OtherWorkflowFolder = "pipelines";

    public static ProjectFiles Of(BatchProject project)
    {
        string[] deployments = [project.WorkflowFolder, OtherWorkflowFolder];
        string[] documents = [project.DocumentsFolder, .. project.Jobs.Select(project.DocumentsOf)];
        IEnumerable<string> paths = deployments.Select(folder => project.FullPath($"{folder}/prefect.yaml")).Where(File.Exists)
            .Concat(In(project, project.SchemasFolder, "*.schema.json"))
            .Concat(documents.SelectMany(folder => In(project, folder, "*.md")))
            .Concat(new[] { project.FullPath(project.Manifest) }.Where(File.Exists));
        return new ProjectFiles(
            paths.Distinct(StringComparer.Ordinal).Select(static path => new ProjectFile(path, () => SourceText.From(File.ReadAllText(path)))),
            new Properties(new Dictionary<string, string>
            {
                [ProjectFiles.ProjectFolderProperty] = project.Directory,
                [ProjectFiles.WorkflowFolderProperty] = project.WorkflowFolder,
                [ProjectFiles.SchemasFolderProperty] = project.SchemasFolder,
                [ProjectFiles.DocumentsFolderProperty] = project.DocumentsFolder,
            }));
    }

    private static IEnumerable<string> In(BatchProject project, string folder, string pattern)
    {
        string full = project.FullPath(folder);
        return Directory.Exists(full) ? Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>Properties of a project in the form that the compiler has them in.</summary>
    private sealed class Properties(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
