using System.Globalization;
using System.Text;
using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Prefect.Flows;

/// <summary>Writes the flow of one job: what differs from job to job, and nothing else.</summary>
internal static class FlowWriter
{
    private static readonly StageKind[] Kinds = [StageKind.Extract, StageKind.Transform, StageKind.Publish];

    public static string Write(JobModel job)
    {
        StringBuilder text = new();
        text.Append(Header(job));
        StageSpec[] stages = [.. Kinds.Select(kind => job.Spec.StagesOf(kind).FirstOrDefault()).OfType<StageSpec>()];
        foreach (StageSpec stage in stages)
        {
            text.Append(FlowTask.Of(job, stage));
        }

        text.Append(FlowTask.Notify(job)).Append(FlowTask.Fallback(job));
        if (job.Spec.Fallback?.Compensate is { Length: > 0 } compensating)
        {
            text.Append(FlowTask.Compensate(job, compensating));
        }

        return text.Append(FlowBody.Of(job, stages)).ToString();
    }

    private static string Header(JobModel job)
    {
        string compensation = job.Spec.Fallback?.Compensate is { Length: > 0 } ? "from prefect.deployments import run_deployment\n" : "";
        return
            $""""
            """{PythonText.Documentation($"{job.Name}: {job.Spec.Summary ?? "a batch job."}")}

            Each task runs one stage of {job.Spec.Declaration.Type.DisplayName} in a process of its own (batch_stages.py).

            {Table(job)}
            Running a stage again for the same batch has no further effect: {PythonText.Documentation(job.Spec.Idempotency ?? "the job does not say why.")}
            """

            from typing import Any, Dict, List, Optional

            from prefect import flow, get_run_logger, task
            from prefect.cache_policies import NO_CACHE
            {compensation}
            from batch_stages import (
                Batch,
                StageResult,
                discard_spools,
                keep_failure,
                keep_statistics,
                log_failure,
                open_batch,
                record_abnormal_end,
                retry_if_transient,
                run_stage,
                scheduled_start,
            )

            JOB = {PythonText.Quote(job.Name)}

            """"
            .ReplaceLineEndings("\n");
    }

    /// <summary>The policy at a glance, as a table of plain text.</summary>
    private static string Table(JobModel job)
    {
        StringBuilder table = new();
        Row("task", "attempts", "waits between (s)", "deadline (s)");
        foreach (StageSpec stage in Kinds.SelectMany(job.Spec.StagesOf))
        {
            Row(FlowTask.NameOf(stage.Kind), StagePolicy.Of(stage));
        }

        Row("notify", StagePolicy.Notify);
        Row("fallback", StagePolicy.Fallback);
        return table.ToString();

        void Row(string name, params object[] cells)
        {
            string[] columns = cells is [StagePolicy policy]
                ? [Number(policy.Attempts), string.Join(", ", policy.Waits.Select(Number)), Number(policy.DeadlineSeconds)]
                : [.. cells.Cast<string>()];
            table.Append(CultureInfo.InvariantCulture, $"{name,-11}{columns[0],-10}{columns[1],-26}{columns[2]}").Append('\n');
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
