using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section41Topics;

/// <summary>
/// BWS4103: a topic carries one type, and one schema. A consumer with a contract of its own works until the publisher's type changes; the
/// compiler then says nothing, because nothing connects the two.
/// </summary>
internal sealed class TopicHasOnePayloadType() : Rule(Definition), IJobSetRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4103",
        RuleCategory.Topics,
        DiagnosticSeverity.Error,
        clause: "4.1",
        title: "A topic has one payload type",
        messageFormat: "{0} of job '{1}' takes '{2}' on topic '{3}', where {4} of job '{5}' has '{6}': "
            + "write the same type in both, or use another topic",
        description: "The version in a topic's name is that of one schema, so all stages of a topic share one type.",
        atCompilationEnd: true);

    public IEnumerable<JobFinding> Check(IReadOnlyList<JobSpec> jobs)
    {
        foreach (IGrouping<string, Use> topic in Uses(jobs).GroupBy(static use => use.Topic, StringComparer.Ordinal))
        {
            // What is published is what the topic has, wherever in the order it comes.
            Use first = topic.FirstOrDefault(static use => use.Stage.Kind == StageKind.Publish) ?? topic.First();
            foreach (Use use in topic.Where(use => use.Payload.FullName != first.Payload.FullName))
            {
                yield return new(use.JobIndex, new(
                    Anchor.Payload(use.StageIndex),
                    use.Stage.DisplayName,
                    use.Job.DisplayName,
                    use.Payload.DisplayName,
                    use.Topic,
                    first.Stage.DisplayName,
                    first.Job.DisplayName,
                    first.Payload.DisplayName));
            }
        }
    }

    private static IEnumerable<Use> Uses(IReadOnlyList<JobSpec> jobs)
    {
        for (int job = 0; job < jobs.Count; job++)
        {
            for (int index = 0; index < jobs[job].Stages.Count; index++)
            {
                // What reads dead letters may be after their headers and bytes, and is not held to the type of the source.
                StageSpec stage = jobs[job].Stages[index];
                if (stage is { IsUnresolved: false, Topic: { Length: > 0 } topic, Payload.Type: { IsUnresolved: false } payload }
                    && !topic.EndsWith(TopicName.DeadLetterSuffix, StringComparison.Ordinal))
                {
                    yield return new(job, jobs[job], index, stage, topic, payload);
                }
            }
        }
    }

    private sealed record Use(int JobIndex, JobSpec Job, int StageIndex, StageSpec Stage, string Topic, TypeName Payload);
}
