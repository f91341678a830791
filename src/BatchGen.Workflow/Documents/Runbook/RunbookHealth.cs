using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Runbook;

/// <summary>How to see that a job is well.</summary>
internal static class RunbookHealth
{
    public static DocumentSection Of(JobFacts job)
    {
        DocumentText text = new("## Health\n\n");
        if (job.Loads.Count > 0)
        {
            text.Append("With `Batch__Health__Port` set, the consumer answers:\n\n");
            text.Append(Table(
                ["request", "200", "503"],
                [
                    ["`/health/live`", "every consumer goes on by itself", "one has stopped, or its poll thread has been silent for 5 minutes: start the process again"],
                    ["`/health/ready`", "no consumer is unhealthy", "a partition stands because nobody takes one of its records, or as above"],
                ]));
            text.Append("\nThe answer is JSON and names the job, the topic, the group and the reasons.\n\n");
        }

        text.Append(Table(["metric", "look at it because"], Metrics(job)));
        if (job.Job.IsRun)
        {
            text.Append("\nA run that is well ends with exit code 0, and its flow run as Completed; `batchgen status ").Append(job.Name).Append(" --env prod` shows both.\n");
        }

        return new("health", text.ToString());
    }

    private static IEnumerable<string[]> Metrics(JobFacts job)
    {
        if (job.Loads.Count > 0)
        {
            yield return ["`batchgen.consumer.held_records`", "above 0 a partition stands: act at once"];
            yield return ["`batchgen.consumer.records`, outcome `dead_lettered` or `fallback`", "above 0 records wait for somebody, see below"];
            yield return ["`batchgen.consumer.records`, outcome `processed`", "grows as long as there is something to load"];
            yield return ["`batchgen.consumer.ack.latency`", "a rise means that what the handler needs is slow"];
            yield return ["`batchgen.consumer.retries`", "a rise comes before dead letters"];
        }

        if (job.Job.IsRun)
        {
            yield return ["`batchgen.stage.records`", "what the last run did: `processed`, `filtered`, `failed`"];
            yield return ["`batchgen.stage.retries`", "attempts after the first"];
            yield return ["`batchgen.stage.duration`", job.WorstCase is { } worst ? $"a run can take up to {worst}" : "how long stages take"];
            yield return ["`batchgen.fallback.records`", "above 0 a run went on without records, see below"];
        }

        if (job.Fallback?.Compensate is not null)
        {
            yield return ["`batchgen.compensations`", "anything but `completed` is a batch that nobody has made good"];
        }

        yield return ["`batchgen.notifications`, outcome `failed` or `dropped`", "alerts do not arrive: look at the log instead"];
    }
}
