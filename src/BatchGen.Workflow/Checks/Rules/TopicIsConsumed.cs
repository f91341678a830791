using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>BWT4101: somebody reads what is published. Information: consumers elsewhere are not known here.</summary>
internal sealed class TopicIsConsumed() : SolutionRule(
    "BWT4101",
    CheckSeverity.Info,
    clause: "4.1",
    title: "A published topic has a consumer",
    description: "A topic that nobody consumes is work for nothing, or a misspelt name.")
{
    public override IEnumerable<CheckFinding> Check(CheckContext context)
    {
        HashSet<string> consumed = [.. TopicUse.Of(context, StageKind.Load).Select(static use => use.Topic)];
        return TopicUse.Of(context, StageKind.Publish)
            .Where(use => !consumed.Contains(use.Topic))
            .Select(use => On(
                context,
                use.Job,
                Anchor.Stage(use.Index, "topic"),
                $"Topic '{use.Topic}' of job '{use.Job.Model.Name}' has no consumer in the projects that were checked: right if others consume it, else a misspelt name"));
    }
}
