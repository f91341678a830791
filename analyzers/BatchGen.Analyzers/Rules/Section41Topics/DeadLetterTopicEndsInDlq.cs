using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section41Topics;

/// <summary>
/// BWS4102: whoever knows a topic knows where its dead letters are. One stated as null or empty is the default one, and BWS4407's to report.
/// </summary>
internal sealed class DeadLetterTopicEndsInDlq() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4102",
        RuleCategory.Topics,
        DiagnosticSeverity.Error,
        clause: "4.1",
        title: "A dead-letter topic is the topic and .dlq",
        messageFormat: "{0} of job '{1}' dead-letters to '{2}': write '{3}', or leave DeadLetterTopic out, which means the same",
        description: "Dead-letter topics append .dlq to the topic they belong to, so that tools and people find them.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage is { Topic: { } topic, DeadLetterTopic: { } stated }
                && !string.IsNullOrWhiteSpace(stated)
                && stated != topic + TopicName.DeadLetterSuffix)
            {
                yield return new(
                    Anchor.Stage(index, nameof(stage.DeadLetterTopic)),
                    stage.DisplayName,
                    job.DisplayName,
                    stated,
                    topic + TopicName.DeadLetterSuffix);
            }
        }
    }
}
