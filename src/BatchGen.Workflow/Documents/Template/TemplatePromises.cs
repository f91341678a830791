using BatchGen.Analyzers.Model;
using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Template;

/// <summary>What a job is, and what holds whatever happens: idempotency, retries, fallback.</summary>
internal static class TemplatePromises
{
    public static DocumentSection Overview(JobFacts job) => new(
        "overview",
        $"""
        {(job.Spec.Summary is { } summary ? Sentence(summary) : "The job's class has no summary: what it is for stands in its code alone.")}

        {Table(["", ""], RowsOf(job))}
        """);

    private static IEnumerable<string[]> RowsOf(JobFacts job)
    {
        yield return ["owner", job.Spec.Owner is { } owner ? Text(owner) : "none is stated (`Owner` of `[BatchJob]`)"];
        yield return ["operation", "[runbook](runbook.md)"];
        yield return ["class", $"`{job.Spec.Declaration.Type.FullName["global::".Length..]}` in project `{job.Project.Name}`"];
        yield return ["critical", job.Spec.Critical ? "yes: no other critical job should run at its time" : "no"];
    }

    public static DocumentSection Idempotency(JobFacts job)
    {
        DocumentText text = new("## Idempotency\n\n");
        text.Append(job.Spec.Idempotency is { } note
            ? Sentence(note)
            : "The job does not state why running a batch twice has no further effect (`Idempotency` of `[BatchJob]`).").Append("\n\n");
        if (job.Publish?.Payload?.RecordIds is [var id, ..])
        {
            text.Append($"A record is known by its `record_id`, the member `{id.Name}` of the payload, which is the same in every run. ");
        }

        if (job.Job.IsRun)
        {
            text.Append("The `batch_id` of a scheduled run follows from the job, the environment and the slot, so a slot that is run again is the same batch.\n");
        }

        foreach (StageSpec load in job.Loads)
        {
            text.Append(load.Deduplicate
                ? $"\nRecords of `{load.Topic}` whose `record_id` the group has done in the same batch are skipped (`Deduplicate`).\n"
                : $"\nRecords of `{load.Topic}` are delivered at least once: after a crash the last ones come again, and loading them has to do no harm.\n");
        }

        return new("idempotency", text.ToString());
    }

    public static DocumentSection Retries(JobFacts job)
    {
        DocumentText text = new("## Retries and timeouts\n\n");
        text.Append(Table(["stage", "attempts", "backoff", "timeout of an attempt"], job.Spec.Stages.Select(static stage => new[]
        {
            stage.Kind == StageKind.Load ? $"load `{stage.Topic}`" : stage.Kind.ToString().ToLowerInvariant(),
            stage.Attempts?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not stated",
            stage.BackoffSeconds is not { } backoff ? "not stated"
                : backoff == stage.EffectiveMaxBackoffSeconds ? $"{backoff} s"
                : $"{backoff} s, doubled each time up to {stage.EffectiveMaxBackoffSeconds} s",
            stage.TimeoutSeconds is { } timeout ? $"{timeout} s" : "not stated",
        })));
        if (job.WorstCase is { } worst)
        {
            text.Append($"\nA run whose every stage needs its last attempt, each as long as its timeout allows, takes {worst}.");
            text.Append(job.Spec.ExpectedMinutes is { } expected ? $" Expected are {expected} min." : "");
            text.Append(job.Spec.MaxMinutes is { } most ? $" The job allows itself {most} min.\n" : "\n");
        }

        if (job.Loads.Count > 0)
        {
            text.Append("\nThe attempts of load are those at one record; others go on meanwhile, as far as their order allows it.\n");
        }

        return new("retries", text.ToString());
    }

    public static DocumentSection Fallback(JobFacts job)
    {
        DocumentText text = new("## Fallback\n\n");
        string store = job.Store is { } name ? $"the fallback store {Code(name)}" : "a fallback store, which the job does not declare (`[Fallback]`)";
        if (job.Job.IsRun)
        {
            text.Append($"Records that fail for good in transform or publish go to {store}, with what it takes to replay them exactly. The run goes on without them and ends with exit code 75.\n\n");
        }

        if (job.Loads.Count > 0)
        {
            text.Append($"A record that cannot be loaded goes to the dead-letter topic, and to {store} when that cannot be written. If neither takes it, its partition stands until one does: nothing is lost.\n\n");
        }

        text.Append(job.Channels.Count > 0 ? $"Told are {List(job.Channels.Select(Code))}.\n" : "Nobody is told: the job names no channel (`Notify`).\n");
        if (job.Fallback?.Compensate is { } compensating)
        {
            text.Append($"\nOnce for each failed batch the job `{compensating}` is run to make good what is left undone.\n");
        }

        return new("fallback", text.ToString());
    }
}
