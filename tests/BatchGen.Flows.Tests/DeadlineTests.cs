using BatchGen.Workflow.Tests;

namespace BatchGen.Flows.Tests;

/// <summary>Stages that do not end by themselves. Deadlines are a second here, and so is the time between TERM and KILL.</summary>
public sealed class DeadlineTests
{
    [Theory]
    [InlineData("run_stage(batch, \"extract\", 615)", "run_stage(batch, \"extract\", 1)", "TimeoutError: extract took longer than 1 s")]
    [InlineData("timeout_seconds=645", "timeout_seconds=1", null)]
    public async Task A_hanging_stage_is_killed_with_all_that_it_has_started_and_tried_again(string limit, string second, string? error)
    {
        Processes.Require();
        using FlowFolder flow = new(SampleJobs.People);
        FakeHost.UseIn(flow, ("extract", ["hang", "ok"]));
        flow.EditFlow(limit, second);
        flow.Edit("batch_stages.py", "KILL_GRACE_SECONDS = 10.0", "KILL_GRACE_SECONDS = 1.0");

        FlowTrace run = await flow.RunAsync();

        Assert.True(run.Outcome == "completed", run.ToString());
        Assert.Equal("extract Completed 2", run.TaskStates.First());
        Assert.Equal([60], run.WaitsOf("extract"));
        if (error is not null)
        {
            Assert.Equal(error, run.Events[0].Payload.GetProperty("error").GetString());
        }

        await Processes.UntilGoneAsync(await FakeHost.HangingAsync(flow));
    }
}
