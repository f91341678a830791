using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>A stage that writes to or reads from a topic.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Index">The stage's index.</param>
/// <param name="Stage">The stage.</param>
internal sealed record TopicUse(CheckedJob Job, int Index, StageSpec Stage)
{
    public string Topic => Stage.Topic!;

    /// <summary>The uses of one kind, in the order of the jobs.</summary>
    public static IEnumerable<TopicUse> Of(CheckContext context, StageKind kind) => context.Jobs.SelectMany(job => job.Spec.Stages
        .Select((stage, index) => new TopicUse(job, index, stage))
        .Where(use => use.Stage.Kind == kind && !string.IsNullOrWhiteSpace(use.Stage.Topic)));
}
