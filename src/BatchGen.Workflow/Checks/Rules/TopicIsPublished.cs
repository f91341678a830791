using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>BWT4102: somebody writes what is consumed, be it as dead letters. Information: producers elsewhere are not known here.</summary>
internal sealed class TopicIsPublished() : SolutionRule(
    "BWT4102",
    CheckSeverity.Info,
    clause: "4.1",
    title: "A consumed topic has a producer",
    description: "A consumer of a topic that nobody writes waits for ever.")
{
    public override IEnumerable<CheckFinding> Check(CheckContext context)
    {
        HashSet<string> written =
        [
            .. TopicUse.Of(context, StageKind.Publish).Select(static use => use.Topic),
            .. TopicUse.Of(context, StageKind.Load).Select(static use => use.Stage.EffectiveDeadLetterTopic),
        ];
        return TopicUse.Of(context, StageKind.Load)
            .Where(use => !written.Contains(use.Topic))
            .Select(use => On(
                context,
                use.Job,
                Anchor.Stage(use.Index, "topic"),
                $"Topic '{use.Topic}', which job '{use.Job.Model.Name}' consumes, is written by no job of the projects that were checked: right if others produce to it, else a misspelt name"));
    }
}
