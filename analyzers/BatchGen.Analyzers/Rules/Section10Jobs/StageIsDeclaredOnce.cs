using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>BWS1006: a run goes through each stage once, and a topic is consumed by one load stage of a job.</summary>
internal sealed class StageIsDeclaredOnce() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1006",
        RuleCategory.Jobs,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A job declares each stage once",
        messageFormat: "Job '{0}' declares {1} twice, on '{2}' and on '{3}': leave it on one of them, or make two jobs",
        description: "A flow has one extract, one transform and one publish; load stages may be several, on different topics.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        IEnumerable<IGrouping<string, (StageSpec Stage, int Index)>> same = job.Stages
            .Select(static (stage, index) => (stage, index))
            .Where(static pair => pair.stage is not { Kind: StageKind.Load, Topic: null })
            .GroupBy(static pair => Identity(pair.stage), StringComparer.Ordinal);
        foreach (IGrouping<string, (StageSpec Stage, int Index)> stages in same.Where(static stages => stages.Skip(1).Any()))
        {
            // What a base class declares was there first: the report stands on what the job adds to it.
            (StageSpec Stage, int Index) first = stages.OrderByDescending(static pair => pair.Stage.Method.IsInherited).First();
            foreach ((StageSpec stage, int index) in stages.Where(pair => pair.Index != first.Index))
            {
                yield return new(Anchor.Stage(index), job.DisplayName, Identity(stage), first.Stage.Method.Name, stage.Method.Name)
                {
                    Related = [Anchor.Stage(first.Index)],
                };
            }
        }
    }

    private static string Identity(StageSpec stage) => stage.Kind == StageKind.Load ? $"[Load(\"{stage.Topic}\")]" : $"[{stage.Kind}]";
}
