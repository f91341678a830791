using BatchGen.Workflow.Tests;

namespace BatchGen.Flows.Tests;

/// <summary>The environment of a flow that names no executable, or none that can be started.</summary>
public sealed class HostTests
{
    [Theory]
    [InlineData("", "PermanentStageError: BATCH_HOST is '': write the command that starts the executable as a JSON list, such as [\"dotnet\", \"App.dll\"]")]
    [InlineData("dotnet App.dll", "PermanentStageError: BATCH_HOST is 'dotnet App.dll': write the command that starts the executable as a JSON list, such as [\"dotnet\", \"App.dll\"]")]
    [InlineData("[]", "PermanentStageError: BATCH_HOST is '[]': write the command that starts the executable as a JSON list, such as [\"dotnet\", \"App.dll\"]")]
    [InlineData("[\"/no/such/host\"]", "PermanentStageError: '/no/such/host' of BATCH_HOST cannot be started: [Errno 2] No such file or directory: '/no/such/host'")]
    public async Task A_host_that_cannot_be_started_is_a_permanent_error_that_says_what_to_write(string host, string error)
    {
        using FlowFolder flow = new(SampleJobs.Manual);
        flow.Environment["BATCH_HOST"] = host;

        FlowTrace run = await flow.RunAsync();

        Assert.Equal(error, run.Error);
        Assert.Equal(["extract Failed 1", "fallback Failed 1"], run.TaskStates);
        Assert.Empty(run.Waits);
    }

    [Fact]
    public async Task A_batch_that_is_named_is_the_batch()
    {
        using FlowFolder flow = new(SampleJobs.Manual);
        FakeHost.UseIn(flow);
        Guid batch = new("7f3b2c1d-5e4f-4a6b-8c9d-0e1f2a3b4c5d");

        FlowTrace run = await flow.RunAsync(new Dictionary<string, string> { ["batch_id"] = batch.ToString("D").ToUpperInvariant() });

        Assert.True(run.Outcome == "completed", run.ToString());
        Assert.All(FakeHost.Calls(flow), call => Assert.Equal(batch.ToString(), call.Option("--batch-id")));
    }
}
