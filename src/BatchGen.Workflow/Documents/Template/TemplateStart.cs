using BatchGen.Workflow.Settings;
using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Template;

/// <summary>When a job starts, and where it runs.</summary>
internal static class TemplateStart
{
    public static DocumentSection Of(JobFacts job) => new("start", !job.Job.IsRun ? Consumer(job) : job.Spec.Cron is { } cron ? Schedule(job, cron) : Trigger(job));

    public static DocumentSection Deployment(JobFacts job)
    {
        DocumentText text = new("## Deployment\n\n");
        string folder = job.Project.WorkflowFolder.TrimEnd('/');
        text.Append($"Both deployments stand in `{folder}/prefect.yaml`, the flow in `{folder}/flows/{job.Job.FunctionName}_flow.py`; both are generated.\n\n");
        text.Append(Table(
            ["environment", "deployment", "work pool", "queue"],
            [
                ["local", $"`{job.LocalDeployment}`", PoolOf(job.Settings.Local), $"`{job.Settings.Local.Queue}`"],
                ["prod", $"`{job.ProductionDeployment}`", PoolOf(job.Settings.Production), $"`{job.Settings.Production.Queue}`"],
            ]));
        text.Append('\n').Append(Block($"cd {folder}", $"prefect deploy --name {job.ProductionDeployment}"));
        text.Append('\n').Append(Table(
            ["parameter", "meaning"],
            [
                ["`env`", "`local` or `prod`; part of a scheduled batch's id, and `Batch:Environment` of the stages"],
                ["`batch_id`", "makes a certain batch, once more; without it the id follows from the slot"],
                ["`compensates`", "the failed batch that the run makes good: `JOB/BATCH_ID`"],
            ]));
        text.Append("\nThe environment variables are those of the [runbook](runbook.md).");
        return new("deployment", text.Append(job.Loads.Count > 0 ? $" The consumer is a service of its own: `{job.Host} consume {job.Name}`.\n" : "\n").ToString());
    }

    private static string PoolOf(WorkPoolSettings pool) => $"`{pool.Pool}` ({pool.Type})";

    private static string Schedule(JobFacts job, string cron) =>
        "## Schedule\n\n"
        + Table(
            ["environment", "deployment", "starts"],
            [
                ["local", $"`{job.LocalDeployment}`", "by hand: its schedule is not active"],
                ["prod", $"`{job.ProductionDeployment}`", $"cron {Code(cron)}, time zone UTC"],
            ])
        + $"\n{Limit(job)}\n";

    private static string Trigger(JobFacts job) =>
        "## Trigger\n\n"
        + (job.Spec.Trigger is { } trigger ? $"{Sentence(trigger)} " : "The job states neither a schedule nor what triggers it (`Cron` or `Trigger` of `[BatchJob]`). ")
        + $"It has no schedule in any environment.\n\n{Block($"prefect deployment run {job.Name}/{job.ProductionDeployment}")}\n{Limit(job)}\n";

    private static string Consumer(JobFacts job) =>
        $"""
        ## Trigger

        The records of {List(job.Topics.Select(Code))} start it: it has neither schedule nor runs. It is a service that runs in every environment as long as there is something to
        consume: `{job.Host} consume {job.Name}`.

        """;

    private static string Limit(JobFacts job) => job.Spec.Concurrency switch
    {
        null => "The number of runs at a time is not limited (`Concurrency` of `[BatchJob]`).",
        1 => "One run at a time in each environment; in prod the next one waits, locally it is cancelled.",
        { } limit => $"At most {limit} runs at a time in each environment; in prod the next one waits, locally it is cancelled.",
    };
}
