using System.Globalization;
using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Prefect.Flows;

/// <summary>Writes the tasks of a flow: named, tagged, with attempts, waits and timeout (standard 1.2, 3.2).</summary>
internal static class FlowTask
{
    public static string NameOf(StageKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(JobModel job, StageSpec stage)
    {
        string name = NameOf(stage.Kind);
        StagePolicy policy = StagePolicy.Of(stage);
        return Decorator(job, name, DescriptionOf(stage), policy, retriesTransientOnly: true)
            + Lines(
                $"""
                def {name}(batch: Batch) -> StageResult:
                    return run_stage(batch, "{name}", {policy.DeadlineSeconds})
                """);
    }

    public static string Notify(JobModel job) =>
        Decorator(job, "notify", "Keeps the counts of the batch, and tells the job's channels that it is done.", StagePolicy.Notify, retriesTransientOnly: true)
        + Lines(
            $"""
            def notify(batch: Batch, results: List[StageResult]) -> StageResult:
                keep_statistics(batch, results)
                return run_stage(batch, "notify", {StagePolicy.Notify.DeadlineSeconds})
            """);

    public static string Fallback(JobModel job) =>
        Decorator(job, "fallback", $"Puts what was not published into {StoreOf(job)}, and raises the alarm.", StagePolicy.Fallback, retriesTransientOnly: true)
        + Lines(
            $"""
            def fallback(batch: Batch, results: List[StageResult], failed_stage: str, reason: str) -> StageResult:
                keep_failure(batch, failed_stage, reason, results)
                return run_stage(batch, "fallback", {StagePolicy.Fallback.DeadlineSeconds}, "--failed-stage", failed_stage, "--reason", reason)
            """);

    public static string Compensate(JobModel job, string compensating) =>
        Decorator(job, "compensate", $"Starts {compensating}, which makes the failed batch good.", StagePolicy.Notify, retriesTransientOnly: false)
        + Lines(
            $$"""
            def compensate(batch: Batch) -> None:
                # The key makes it one run, however often this is attempted.
                run_deployment(
                    name=f"{{compensating}}/{{compensating}}-{batch.env}",
                    parameters={"env": batch.env, "compensates": f"{JOB}/{batch.batch_id}"},
                    timeout=0,
                    as_subflow=False,
                    idempotency_key=f"{{compensating}}-{batch.env}-compensates-{JOB}-{batch.batch_id}",
                )
            """);

    private static string Decorator(JobModel job, string name, string description, StagePolicy policy, bool retriesTransientOnly)
    {
        string waits = string.Join(", ", policy.Waits.Select(static wait => wait.ToString(CultureInfo.InvariantCulture)));
        string condition = retriesTransientOnly ? "    retry_condition_fn=retry_if_transient,\n" : "";
        return Lines(
            $"""


            @task(
                name="{name}",
                description={PythonText.Quote(description)},
                tags={PythonText.List([$"stage:{name}", $"job:{job.Name}"])},
                retries={policy.Attempts - 1},
                retry_delay_seconds=[{waits}],
            {condition}    timeout_seconds={policy.TimeoutSeconds},
                cache_policy=NO_CACHE,
                persist_result=False,
                log_prints=True,
            )
            """);
    }

    private static string DescriptionOf(StageSpec stage) => stage.Summary ?? stage.Kind switch
    {
        StageKind.Extract => "Reads the source, and leaves its records in the batch's folder.",
        StageKind.Transform => "Makes of each record what is published, or leaves it out.",
        _ => $"Publishes the records to {stage.Topic}; done when every in-sync replica has each of them.",
    };

    private static string StoreOf(JobModel job) => job.Spec.Fallback?.Store is { Length: > 0 } store ? store : "the fallback store";

    private static string Lines(string text) => text.ReplaceLineEndings("\n") + "\n";
}
