using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Runbook;

/// <summary>How a job is started and stopped.</summary>
internal static class RunbookStart
{
    public static string Summary(JobFacts job) => (job.Job.IsRun, job.Loads.Count > 0) switch
    {
        (true, true) => "It is two things: runs, which Prefect starts, and a consumer, which is a service of its own.",
        (true, false) => "It consists of runs, which Prefect starts; it consumes nothing.",
        _ => "It is a consumer: a service that its topic keeps busy. Prefect has no part in it.",
    };

    public static DocumentSection Of(JobFacts job) => new(
        "start",
        "## Starting and stopping\n\n"
        + Table(["what", "how"], (job.Job.IsRun ? Runs(job) : []).Concat(job.Loads.Count > 0 ? Consumer(job) : []))
        + "\n" + (job.Job.IsRun
            ? $"A batch can be run again at any time, with its id: {IdempotencyOf(job)} Without `--batch-id` a run by hand is a new batch.\n"
            : "A stop loses nothing: what is not committed comes again at the next start.\n"));

    private static IEnumerable<string[]> Runs(JobFacts job)
    {
        string deployment = $"{job.Name}/{job.ProductionDeployment}";
        yield return ["start a run in production", $"`prefect deployment run {deployment}`, or `batchgen run {job.Name} --env prod`"];
        yield return ["run a batch again in production", $"`prefect deployment run {deployment} --param batch_id=ID`"];
        yield return ["start a run without Prefect", $"`{job.Host} run {job.Name}`"];
        yield return ["run a batch again without Prefect", $"`{job.Host} run {job.Name} --batch-id ID`"];
        yield return ["see what runs, and what the last runs came to", $"`batchgen status {job.Name} --env prod`"];
        if (job.Spec.Cron is not null)
        {
            yield return ["make slots that were missed", "`batchgen backfill --help` tells how to choose them; each gets the batch id that it would have had"];
            yield return ["stop it from starting", $"`prefect deployment schedule ls {deployment}` for the id, then `prefect deployment schedule pause {deployment} ID`; the next deploy activates it again"];
        }

        yield return ["stop a run", "`prefect flow-run cancel ID`, or SIGTERM to the process; the batch can be run again"];
        yield return ["see what the executable knows of the job", $"`{job.Host} describe {job.Name}`"];
    }

    private static IEnumerable<string[]> Consumer(JobFacts job)
    {
        yield return ["start the consumer", $"`{job.Host} consume {job.Name}`"];
        yield return ["stop the consumer", "SIGTERM: it finishes what it has begun (for 25 s, `Batch:Consumer:DrainSeconds`), commits, and leaves the group"];
        yield return ["let it consume more", "start further processes: the partitions are shared among them, so there is no use in more processes than partitions"];
    }

    private static string IdempotencyOf(JobFacts job) => job.Spec.Idempotency is { } note ? Sentence(note) : "but the job does not state why that is safe; ask its owner first.";
}
