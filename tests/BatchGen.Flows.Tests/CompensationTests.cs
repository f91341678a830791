using BatchGen.Workflow.Tests;

namespace BatchGen.Flows.Tests;

/// <summary>Jobs that another one makes good. The job here is compensated by swapi-people.</summary>
public sealed class CompensationTests
{
    private static readonly Guid Batch = BatchIds.ForSlot("awkward-texts", "prod", new DateTimeOffset(2026, 8, 22, 2, 15, 0, TimeSpan.Zero));
    private static readonly Dictionary<string, string> Production = new() { ["env"] = "prod" };

    [Fact]
    public async Task A_failed_run_starts_the_job_that_makes_it_good_once()
    {
        using FlowFolder flow = new(SampleJobs.Awkward);
        FakeHost.UseIn(flow, ("extract", ["65"]));

        FlowTrace run = await flow.RunAsync(Production);

        Assert.Equal(["extract Failed 1", "fallback Completed 1", "compensate Completed 1"], run.TaskStates);
        DeploymentRunTrace started = Assert.Single(run.DeploymentRuns);
        Assert.Equal("swapi-people/swapi-people-prod", started.Name);
        Assert.Equal(new Dictionary<string, string> { ["env"] = "prod", ["compensates"] = $"awkward-texts/{Batch}" }, started.Parameters);
        Assert.Equal($"swapi-people-prod-compensates-awkward-texts-{Batch}", started.IdempotencyKey);
        Assert.False(started.AsSubflow);
        Assert.Equal(0, started.Timeout);
    }

    [Fact]
    public async Task A_run_that_makes_another_good_has_the_id_that_follows_from_it_and_starts_none()
    {
        using FlowFolder flow = new(SampleJobs.Awkward);
        FakeHost.UseIn(flow, ("extract", ["65"]));
        Guid failed = BatchIds.ForSlot("swapi-people", "local", DateTimeOffset.UnixEpoch.AddDays(20_000));

        FlowTrace run = await flow.RunAsync(new Dictionary<string, string> { ["compensates"] = $"swapi-people/{failed}" });

        Assert.Equal(["extract Failed 1", "fallback Completed 1"], run.TaskStates);
        Assert.Empty(run.DeploymentRuns);
        Assert.All(FakeHost.Calls(flow), call => Assert.Equal($"swapi-people/{failed}", call.Option("--compensates")));
        Assert.All(FakeHost.Calls(flow), call => Assert.Equal(BatchIds.ForCompensation("awkward-texts", "swapi-people", failed).ToString(), call.Option("--batch-id")));
    }

    [Fact]
    public async Task A_job_that_is_not_deployed_is_said_to_make_nothing_good()
    {
        using FlowFolder flow = new(SampleJobs.Awkward);
        FakeHost.UseIn(flow, ("extract", ["65"]));
        flow.Environment["STANDIN_DEPLOYMENT_MISSING"] = "1";

        FlowTrace run = await flow.RunAsync(Production);

        Assert.Equal("PermanentStageError: extract ended with exit code 65: it broke", run.Error);
        Assert.Equal("compensate Failed 3", run.TaskStates.Last());
        Assert.Single(run.DeploymentRuns.Select(static started => started.IdempotencyKey).Distinct());
        Assert.Equal("nothing makes the batch good", run.StructuredLogs.Last().GetProperty("message").GetString());
    }
}
