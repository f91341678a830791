namespace BatchGen.Workflow.Artifacts;

/// <summary>All that makes files of jobs.</summary>
internal static class ArtifactSources
{
    public static IReadOnlyList<IArtifactSource> All { get; } = [];
}
