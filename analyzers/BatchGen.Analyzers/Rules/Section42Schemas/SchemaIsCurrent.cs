using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section42Schemas;

/// <summary>BWS4202: the committed schema says what is on the topic now.</summary>
internal sealed class SchemaIsCurrent() : Rule(Definition), IJobFileRule
{
    private const int Named = 3;

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4202",
        RuleCategory.Schemas,
        DiagnosticSeverity.Warning,
        clause: "4.2",
        title: "A committed schema is what the payload type says",
        messageFormat: "The schema of topic '{0}' {1}",
        description: "The schema is the consumers' view of a topic: it changes together with the payload type.");

    public IEnumerable<Finding> Check(JobFiles job)
    {
        foreach (PublishedTopic topic in job.Topics)
        {
            if (topic.Problem is { } problem)
            {
                yield return new(Anchor.Stage(topic.Stage, "topic"), topic.Topic, problem) { Place = topic.ProblemPlace };
            }
            else if (topic.Differences.Count > 0 && !topic.IsBroken)
            {
                // One report for the file, which is brought up to date as a whole.
                IEnumerable<string> named = topic.Differences.Take(Named).Select(static difference => $"'{difference.Path}' {difference.What}");
                string more = topic.Differences.Count > Named ? $"; and {topic.Differences.Count - Named} more" : "";
                yield return new(
                    Anchor.Stage(topic.Stage, "topic"),
                    topic.Topic,
                    $"is not current: {string.Join("; ", named)}{more}. The change is compatible: write it into the file.")
                {
                    Place = topic.File!.At(topic.Differences[0].Place),
                };
            }
        }
    }
}
