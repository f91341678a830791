using BatchGen.Analyzers.Model;
using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Runbook;

/// <summary>Symptoms, and whom to call.</summary>
internal static class RunbookTroubleshooting
{
    public static DocumentSection Of(JobFacts job) => new(
        "troubleshooting",
        "## Troubleshooting\n\n" + Table(["symptom", "cause", "step"], Start().Concat(job.Job.IsRun ? Runs(job) : []).Concat(job.Loads.Count > 0 ? Consumer(job) : []).Concat(Alerts())));

    public static DocumentSection Escalation(JobFacts job) => new("escalation", "## Escalation\n\n" + (job.Spec.Owner, job.Spec.Escalation) switch
    {
        ({ } owner, { } escalation) => $"First the owner, {Text(owner)}. When nobody answers, or the owner asks for it: {Sentence(escalation)}",
        ({ } owner, null) => $"The owner: {Sentence(owner)} Nobody is stated for when the owner does not answer (`Escalation` of `[BatchJob]`).",
        (null, { } escalation) => $"{Sentence(escalation)} The job has no owner (`Owner` of `[BatchJob]`).",
        _ => "The job states neither an owner nor whom to call (`Owner` and `Escalation` of `[BatchJob]`). Until it does, ask whoever deployed it.",
    } + (job.Channels.Count > 0 ? $" Alerts arrive at {List(job.Channels.Select(Code))}; say there what you have found and done.\n" : "\n"));

    private static IEnumerable<string[]> Start()
    {
        yield return ["ends at once with 78", "the configuration is wrong", "the message names the key: correct it"];
        yield return ["ends at once with 64", "the command line is wrong: no such job or option", "`describe` lists the jobs"];
        yield return ["ends with 77", "something may not be read or written", "the message names it: correct the rights"];
    }

    private static IEnumerable<string[]> Runs(JobFacts job)
    {
        string again = $"then run the batch again: `{job.Host} run {job.Name} --batch-id ID`";
        yield return ["a run ends with 75 in extract", $"the source did not answer in {Attempts(job, StageKind.Extract)}", $"try the source by hand, {again}"];
        yield return ["a run ends with 75 in publish", $"the cluster did not take records in {Attempts(job, StageKind.Publish)}", $"look at the cluster, then replay the fallback store, or run the batch again: `{job.Host} run {job.Name} --batch-id ID`"];
        yield return ["a run ends with 75 and all stages went through", "records failed and are in the fallback store", "see above: repair the cause, then replay or run the batch again"];
        yield return ["a run ends with 65", "the data is wrong: no further attempt helps", $"correct the data or the job, {again}"];
        yield return ["a stage ends with 66", "what the stage before leaves is missing: another worker, another folder", "run the whole batch again, not the stage"];
        yield return ["a stage is stopped by its timeout", "the attempt took longer than the table in the template allows", "find out what hangs: the log's last lines with the `batch_id`"];
        yield return ["a run is Late, or waits for a concurrency slot", "no worker serves the queue, or the run before it has not ended", $"`prefect work-pool inspect {job.Settings.Production.Pool}`; `batchgen status {job.Name} --env prod`"];
    }

    private static IEnumerable<string[]> Consumer(JobFacts job)
    {
        yield return ["the lag grows and nothing is processed", "the consumer is not running, or its group has no members", $"ask `/health/live`; start `{job.Host} consume {job.Name}`"];
        yield return ["the lag grows and `batchgen.consumer.retries` too", "what the handler needs is slow or away", "repair that; more consumers would make it worse"];
        yield return ["the lag grows and all is well", "there is more to do than before", "start further processes, up to the number of partitions"];
        yield return ["a partition stands, `batchgen.consumer.held_records` is above 0", "neither the dead-letter topic nor the fallback store takes a record", "the alert names what does not answer: make it work again, the partition goes on by itself"];
        yield return ["many dead letters at once", "a change of the data, or of the handler", "stop the consumer, compare the letters' reasons, repair, replay"];
        yield return ["a dead letter says `crash`", "processes died with the record in hand", "repair the handler before the replay: it would kill them again"];
    }

    private static IEnumerable<string[]> Alerts()
    {
        yield return ["no alert arrives", "a channel is not configured, or refuses", "every alert is in the log at level Error; a warning at start names the missing key"];
    }

    private static string Attempts(JobFacts job, StageKind kind) =>
        job.Spec.StagesOf(kind).FirstOrDefault()?.Attempts is { } attempts ? $"{attempts} attempts" : "any attempt";
}
