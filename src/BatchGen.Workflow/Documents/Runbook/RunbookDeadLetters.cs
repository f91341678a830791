using BatchGen.Analyzers.Model;
using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Runbook;

/// <summary>What to do with records that failed.</summary>
internal static class RunbookDeadLetters
{
    public static DocumentSection Of(JobFacts job)
    {
        DocumentText text = new("## Dead letters and the fallback store\n\n");
        foreach (StageSpec load in job.Loads)
        {
            text.Append($"Records of `{load.Topic}` that fail {Attempts(load)}, or that are no envelope, are on the dead-letter topic `{load.EffectiveDeadLetterTopic}` with their key, value and headers. ");
            text.Append("In this order:\n\n").Append(Block(
                $"batchgen dlq list --topic {load.Topic}                        # which there are, and why",
                $"batchgen dlq show --topic {load.Topic} --partition P --offset O  # one in full",
                $"batchgen dlq replay --topic {load.Topic}                      # what would be sent",
                $"batchgen dlq replay --topic {load.Topic} --execute            # once the cause is repaired",
                $"batchgen dlq purge --topic {load.Topic} --all --execute       # only what has been replayed"));
            text.Append('\n');
        }

        if (job.Loads.Count > 0)
        {
            text.Append("Repair the cause first: `exhausted` and `timeout` mean what the handler needs, `permanent` the data or the handler, `unreadable` the producer, `crash` the handler. ");
            text.Append(job.Spec.Idempotency is { } note ? $"A record that was loaded in the meantime does no harm: {Sentence(note)}\n\n" : "Whether loading a record twice does harm is not stated for this job.\n\n");
        }
        else
        {
            text.Append("The job consumes nothing, so it has no dead-letter topic (DLQ) of its own. ");
            text.Append(job.Publish?.Topic is { } topic && job.ConsumersOf(topic).ToArray() is { Length: > 0 } consumers
                ? $"Dead letters of `{topic}` are those of {List(consumers.Select(Code))}.\n\n"
                : "Records that a consumer of its topic cannot handle are on that consumer's dead-letter topic.\n\n");
        }

        string store = job.Store ?? "STORE";
        text.Append(job.Job.IsRun
            ? $"What could not be transformed or published is in the fallback store{(job.Store is null ? ", which is configured as `Batch:Fallback:Store`" : $" {Code(job.Store)}")}:\n\n"
            : $"When the dead-letter topic cannot be written, records go to the fallback store{(job.Store is null ? ", which is configured as `Batch:Fallback:Store`" : $" {Code(job.Store)}")}:\n\n");
        text.Append(Block(
            $"batchgen fallback list --store {store} --job {job.Name}",
            $"batchgen fallback replay --store {store} --job {job.Name} --execute"));
        text.Append(job.Job.IsRun
            ? $"\nEntries that never became a message cannot be replayed; the list says so. Run their batch again: `{job.Host} run {job.Name} --batch-id ID`.\n"
            : "\nA replay sends each record back to its topic and removes it from the store.\n");
        return new("dead-letters", text.ToString());
    }

    public static DocumentSection Compensation(JobFacts job, string compensating) => new(
        "compensation",
        $"""
        ## Compensation

        Once for each failed batch the job `{compensating}` is run to make it good. It is not when the process was killed, or when `{compensating}` is not part of the application; the log
        then has the command at level Error:

        {Block($"{job.Host} run {compensating} --compensates {job.Name}/BATCH_ID")}
        The same command is the same batch, so it can be given twice. A compensating run that fails triggers no other.

        """);

    private static string Attempts(StageSpec load) => load.Attempts is { } attempts ? $"{attempts} times" : "in every attempt";
}
