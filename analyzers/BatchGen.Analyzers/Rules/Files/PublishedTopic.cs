using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Schemas;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Files;

/// <summary>A topic that a job publishes to, and what is committed about it.</summary>
/// <param name="Stage">The index of the stage.</param>
/// <param name="Topic">The topic.</param>
/// <param name="File">The schema's file, or null.</param>
/// <param name="ProblemPlace">Where it stops being one.</param>
/// <param name="Problem">Why the file is no schema of the topic, or null.</param>
/// <param name="Differences">How the committed schema differs from the payload type; none where either is not known.</param>
internal sealed record PublishedTopic(
    int Stage, string Topic, ProjectFile? File, Location? ProblemPlace, string? Problem, IReadOnlyList<SchemaDifference> Differences)
{
    /// <summary>Whether the file can only be followed by a new version of the topic.</summary>
    public bool IsBroken => Differences.Any(static difference => difference.Break != SchemaBreak.None);

    public static IEnumerable<PublishedTopic> Of(JobSpec job, ProjectFiles files, Func<int, string, TopicSchema?> current)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            // A topic that is none has no schema to look for; BWS4101 says what is wrong with it.
            StageSpec stage = job.Stages[index];
            if (stage is { Kind: StageKind.Publish, IsUnresolved: false, Topic: { } topic } && TopicName.IsValid(topic))
            {
                yield return Of(stage, index, topic, files.Schema(topic), current);
            }
        }
    }

    private static PublishedTopic Of(StageSpec stage, int index, string topic, ProjectFile? file, Func<int, string, TopicSchema?> current)
    {
        if (file is null)
        {
            return new(index, topic, null, null, null, []);
        }

        (TopicSchema? committed, string? problem, Microsoft.CodeAnalysis.Text.TextSpan place) = SchemaReader.Read(topic, file.Json);
        if (committed is null)
        {
            return new(index, topic, file, file.At(place), problem, []);
        }

        // What cannot be serialized has no schema; BWS4204 says so.
        bool isKnown = stage.Payload is { Problems.Count: 0, Type.IsUnresolved: false };
        TopicSchema? now = isKnown ? current(index, topic) : null;
        return new(index, topic, file, null, null, now is null ? [] : SchemaComparer.Compare(committed, now));
    }
}
