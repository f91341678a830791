using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>
/// BWS4407: dead-lettering cannot be switched off. The generated consumer dead-letters all the same; the report is for who wrote null or
/// nothing and believes that it does not. That somebody is told is BWS3303's.
/// </summary>
internal sealed class LoadDeclaresDeadLetter() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4407",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A load stage has a dead-letter topic",
        messageFormat: "{0} of job '{1}' states DeadLetterTopic = {2}, but dead-lettering cannot be switched off: "
            + "write '{3}', or leave it out, which means the same",
        description: "A record that cannot be handled goes to the dead-letter topic, where it is seen and can be replayed.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage is { Kind: StageKind.Load, StatesDeadLetterTopic: true, IsUnresolved: false, Topic: { Length: > 0 } topic }
                && string.IsNullOrWhiteSpace(stage.DeadLetterTopic))
            {
                yield return new(
                    Anchor.Stage(index, nameof(stage.DeadLetterTopic)),
                    stage.DisplayName,
                    job.DisplayName,
                    stage.DeadLetterTopic is null ? "null" : $"\"{stage.DeadLetterTopic}\"",
                    topic + TopicName.DeadLetterSuffix);
            }
        }
    }
}
