using BatchGen.Analyzers.Model;
using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Template;

/// <summary>The topics of a job, and where their schemas are.</summary>
internal static class TemplateTopics
{
    public static DocumentSection Of(JobFacts job)
    {
        DocumentText text = new("## Topics and schemas\n\n");
        text.Append(Table(["topic", "what", "schema"], RowsOf(job)));
        text.Append("\nEach record is JSON with `batch_id`, `record_id`, `ingested_at` and `payload`.");
        text.Append(job.Publish is { } publish ? $" Its key is {KeyOf(publish)}, so that records with one key stay in order.\n" : "\n");
        if (job.Publish?.Topic is { } topic && !job.HasDerivedSchema(topic))
        {
            text.Append($"\nThe schema of `{topic}` does not follow from the payload's type, so it is written by hand and BatchGen leaves it alone.\n");
        }

        return new("topics", text.ToString());
    }

    private static IEnumerable<string[]> RowsOf(JobFacts job)
    {
        foreach (string topic in job.Topics)
        {
            bool isPublished = job.Publish?.Topic == topic;
            StageSpec[] loads = [.. job.Loads.Where(load => load.Topic == topic)];
            string what = isPublished && loads.Length > 0 ? "published, and loaded from there" : isPublished ? "published" : "loaded";
            yield return [Code(topic), what, SchemaOf(job, topic, isPublished)];
            foreach (StageSpec load in loads)
            {
                yield return [Code(load.EffectiveDeadLetterTopic), "dead letters: records that could not be loaded, as they were", "that of the record"];
            }
        }
    }

    private static string SchemaOf(JobFacts job, string topic, bool isPublished) => isPublished || job.HasDerivedSchema(topic)
        ? $"[{topic}.schema.json]({Link(job.Project, $"{job.Folder}/template.md", job.SchemaOf(topic))})"
        : "with the project that publishes it";

    private static string KeyOf(StageSpec publish) => publish.Payload?.RecordKeys is [var key, ..] ? $"`{key.Name}`" : "the `record_id`";
}
