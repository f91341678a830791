using BatchGen.Workflow.Artifacts;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>All rules of whole solutions, in the order of their ids (docs/checking.md).</summary>
internal static class SolutionRules
{
    public static IReadOnlyList<SolutionRule> All { get; } =
    [
        new AssemblyIsCurrent(),
        new GeneratedFileIsCurrent(ArtifactSources.All),
        new DeploymentHasJob(),
        new CompensationExists(),
        new CompensationDoesNotLoop(),
        new TopicIsConsumed(),
        new TopicIsPublished(),
        new TopicHasOneSchema(),
    ];
}
