using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Artifacts.Files;

/// <summary>Files that BatchGen wrote as a whole, for jobs that are gone or have another name now.</summary>
internal static class ObsoleteFiles
{
    // Larger files are none of ours.
    private const long MaxLength = 1024 * 1024;

    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };

    /// <summary>
    /// The files of the workflow folder that carry a digest and that nothing generates any more. One that was edited is reported, and
    /// deleted only when the user wants his edits gone.
    /// </summary>
    public static IEnumerable<(string Path, ArtifactPlan Plan, TextFile? File)> Of(BatchProject project, IEnumerable<string> generated)
    {
        string folder = project.FullPath(project.WorkflowFolder);
        HashSet<string> known = [.. generated.Select(project.FullPath)];
        foreach (string path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", AllBelow) : [])
        {
            if (!known.Contains(path) && new FileInfo(path).Length <= MaxLength && IsOurs(path) && PlanOf(path) is { } plan)
            {
                yield return (Path.GetRelativePath(project.Directory, path).Replace('\\', '/'), plan, null);
            }
        }
    }

    private static bool IsOurs(string path) =>
        Path.GetExtension(path) is ".py" or ".yaml" or ".yml" or ".json" or ".md" or "" || Path.GetFileName(path).EndsWith("ignore", StringComparison.Ordinal);

    private static ArtifactPlan? PlanOf(string path)
    {
        TextFile? file;
        try
        {
            file = TextFile.Read(path);
        }
        catch (InvalidDataException)
        {
            // What is no text was not written here.
            return null;
        }

        return file is null || WholeFile.Open(file.Text) is not { Digest: { } digest } opened ? null
            : digest == Digest.Of(opened.Body) ? ArtifactPlan.Write(ArtifactState.Obsolete, "", "no job has it any more")
            : ArtifactPlan.Keep(ArtifactState.Obsolete, "no job has it any more, and it was edited: delete it, or generate with --overwrite", "");
    }
}
