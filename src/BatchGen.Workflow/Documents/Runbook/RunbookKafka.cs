using BatchGen.Analyzers.Model;
using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Runbook;

/// <summary>The topics and groups of a job, and how to look at them.</summary>
internal static class RunbookKafka
{
    public static DocumentSection Of(JobFacts job)
    {
        DocumentText text = new("## Kafka topics and groups\n\n");
        text.Append(Table(["topic", "use", "consumer group"], RowsOf(job))).Append('\n');
        text.Append(Block([.. CommandsOf(job)]));
        text.Append('\n').Append(job.Loads.Count > 0
            ? "The lag is the last column but three of the group's description. Offsets are committed only after a record is done, so moving them by hand is never needed to get a record back: replay it.\n"
            : "The job has no consumer group: it only publishes. Groups of its consumers stand in their runbooks.\n");
        return new("kafka", text.ToString());
    }

    private static IEnumerable<string[]> RowsOf(JobFacts job)
    {
        if (job.Publish?.Topic is { } published)
        {
            string consumers = List(job.Loads.Where(load => load.Topic == published).Select(load => $"`{job.GroupOf(load)}`").Concat(job.ConsumersOf(published).Select(static other => $"that of `{other}`")));
            yield return [Code(published), "published", consumers == "none" ? "none in this project" : consumers];
        }

        foreach (StageSpec load in job.Loads)
        {
            if (load.Topic != job.Publish?.Topic)
            {
                yield return [Code(load.Topic!), "loaded", Code(job.GroupOf(load))];
            }

            yield return [Code(load.EffectiveDeadLetterTopic), $"dead letters of `{job.GroupOf(load)}`", "none"];
        }
    }

    private static IEnumerable<string> CommandsOf(JobFacts job)
    {
        const string Servers = "--bootstrap-server \"$Batch__Kafka__BootstrapServers\"";
        foreach (string topic in job.Topics)
        {
            yield return $"kafka-topics.sh {Servers} --describe --topic {topic}";
        }

        foreach (StageSpec load in job.Loads)
        {
            yield return $"kafka-consumer-groups.sh {Servers} --describe --group {job.GroupOf(load)}";
        }

        foreach (string topic in job.Topics)
        {
            yield return $"kafka-console-consumer.sh {Servers} --topic {topic} --from-beginning --max-messages 5 --property print.key=true --property print.headers=true";
        }
    }
}
