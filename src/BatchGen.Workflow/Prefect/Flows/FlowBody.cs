using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Prefect.Flows;

/// <summary>Writes the flow itself: the tasks in their order, the fallback behind them, and the failure raised again (standard 3.3).</summary>
internal static class FlowBody
{
    public static string Of(JobModel job, IReadOnlyList<StageSpec> stages)
    {
        string calls = string.Concat(stages.Select(static stage => CallOf(FlowTask.NameOf(stage.Kind))));
        string compensation = job.Spec.Fallback?.Compensate is { Length: > 0 }
            ? """
                      if not batch.compensates:  # A run that makes another good is not made good in turn.
                          compensated = compensate(batch, return_state=True)
                          if compensated.is_failed():
                              log_failure(get_run_logger(), batch, "compensate", "nothing makes the batch good", compensated.message)

              """.ReplaceLineEndings("\n")
            : "";
        return
            $$"""


            @flow(
                name={{PythonText.Quote(job.Name)}},
                description={{PythonText.Quote(job.Spec.Summary ?? $"Batch job {job.Name}.")}},
                flow_run_name="{{job.Name}}-{env}",
                retries=0,  # Tasks retry; a flow that retries loses its slot of the concurrency limit, and crashes.
                on_crashed=[record_abnormal_end],
                on_cancellation=[record_abnormal_end],
                validate_parameters=True,
                persist_result=False,
                log_prints=True,
            )  # No timeout: it would take the signal that the timeouts of the tasks need.
            def {{job.FunctionName}}(
                env: str = "local", batch_id: Optional[str] = None, compensates: Optional[str] = None
            ) -> Dict[str, Any]:
                batch = open_batch(JOB, env, batch_id, compensates, scheduled_start())
                results: List[StageResult] = []
                current = "extract"
                try:
            {{calls}}    except Exception as error:  # Attempts are used up, or no attempt would help.
                    fell_back = fallback(batch, results, current, f"{type(error).__name__}: {error}"[:2000], return_state=True)
                    if fell_back.is_failed():
                        log_failure(get_run_logger(), batch, "fallback", f"the records stay in {batch.folder}", fell_back.message)
            {{compensation}}        raise

                told = notify(batch, results, return_state=True)
                if told.is_failed():
                    log_failure(get_run_logger(), batch, "notify", "the batch is done, and nobody was told", told.message)
                else:
                    discard_spools(batch)
                return {"batch_id": batch.batch_id, "records_processed": results[-1].records_processed}


            if __name__ == "__main__":
                {{job.FunctionName}}()

            """
            .ReplaceLineEndings("\n");
    }

    private static string CallOf(string task) =>
        (task == "extract" ? "" : $"        current = \"{task}\"\n") + $"        results.append({task}(batch))\n";
}
