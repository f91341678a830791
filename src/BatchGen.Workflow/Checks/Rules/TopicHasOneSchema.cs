using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Schemas;
using BatchGen.Workflow.Checks.Files;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>
/// BWT4201: two types of one name can still be different, in two assemblies of different age. Types of different names are BWS4103's.
/// </summary>
internal sealed class TopicHasOneSchema() : SolutionRule(
    "BWT4201",
    CheckSeverity.Error,
    clause: "4.2",
    title: "Jobs that publish to one topic publish one schema",
    description: "A topic's version is that of one schema: records of two make its consumers fail now and then.")
{
    private const int Named = 3;

    public override IEnumerable<CheckFinding> Check(CheckContext context)
    {
        foreach (IGrouping<string, TopicUse> topic in TopicUse.Of(context, StageKind.Publish).GroupBy(static use => use.Topic, StringComparer.Ordinal))
        {
            TopicUse first = topic.First();
            if (SchemaOf(first) is not { } expected)
            {
                continue;
            }

            foreach (TopicUse use in topic.Skip(1).Where(use => use.Stage.Payload?.Type.FullName == first.Stage.Payload?.Type.FullName))
            {
                IReadOnlyList<SchemaDifference> differences = SchemaOf(use) is { } schema ? SchemaComparer.Compare(expected, schema) : [];
                if (differences.Count > 0)
                {
                    yield return On(context, use.Job, Anchor.Stage(use.Index, "topic"), Message(first, use, differences));
                }
            }
        }
    }

    private static TopicSchema? SchemaOf(TopicUse use) => ModelSchemas.Of(use.Job.Model, use.Topic);

    private static string Message(TopicUse first, TopicUse use, IReadOnlyList<SchemaDifference> differences)
    {
        IEnumerable<string> named = differences.Take(Named).Select(static difference => $"'{difference.Path}' {difference.What}");
        string more = differences.Count > Named ? $"; and {differences.Count - Named} more" : "";
        return $"Job '{use.Job.Model.Name}' publishes to topic '{use.Topic}' with another schema than job '{first.Job.Model.Name}', there and here: "
            + $"{string.Join("; ", named)}{more}. Build both against one version of '{use.Stage.Payload!.Type.DisplayName}', or use another topic";
    }
}
