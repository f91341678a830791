using BatchGen.Cli.Commands.New.Templates;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Cli.Commands.New;

/// <summary>The files that follow from the job of a new project: schema, deployment, flow, documents. The first build finds them all.</summary>
internal static class NewDocuments
{
    /// <summary>Writes them; none where one of them is there already, in this folder or, as the list of all documents, in one above it.</summary>
    /// <param name="folder">The project's folder, absolute.</param>
    /// <param name="name">The project's name.</param>
    /// <param name="files">Its files.</param>
    /// <param name="cancellationToken">Ends between two files.</param>
    /// <returns>What was written, relative to the folder, with <c>/</c>.</returns>
    public static IReadOnlyList<string> Write(string folder, string name, IReadOnlyList<NewFile> files, CancellationToken cancellationToken)
    {
        BatchProject project = new()
        {
            Name = name,
            Directory = folder,
            ProjectFile = Path.Combine(folder, $"{name}.csproj"),
            AssemblyPath = Path.Combine(folder, "bin", "Debug", "net10.0", $"{name}.dll"),
            AssemblyName = name,
            Jobs = DraftJobs.In(name, files),
        };
        ArtifactRun artifacts = new(ArtifactSources.All);
        WorkflowSettings settings = WorkflowSettingsReader.Read(project);
        return HasManifest(folder, project.Manifest) || artifacts.Check(project, settings).Any(static file => file.State != ArtifactState.Missing)
            ? []
            : [.. artifacts.Write(project, settings, overwriteEdited: false, cancellationToken).Select(static file => file.Path)];
    }

    private static bool HasManifest(string folder, string manifest)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, manifest)))
            {
                return true;
            }
        }

        return false;
    }
}
