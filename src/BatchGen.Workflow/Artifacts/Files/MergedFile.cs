namespace BatchGen.Workflow.Artifacts.Files;

/// <summary>A file whose source has looked at what is there, and kept of it what is the author's.</summary>
internal static class MergedFile
{
    public static ArtifactPlan Plan(Artifact artifact, TextFile? file)
    {
        string text = artifact.Content.Replace("\n", file?.LineEnd ?? "\n", StringComparison.Ordinal);
        if (file is null)
        {
            return ArtifactPlan.Write(ArtifactState.Missing, text);
        }

        return Digest.Normalized(file.Text) == artifact.Content ? new(ArtifactState.Current) : ArtifactPlan.Write(ArtifactState.Stale, text);
    }
}
