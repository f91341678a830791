using System.Net;
using BatchGen.Testing;
using BatchGen.Workflow.Tests;

namespace BatchGen.Flows.Tests;

/// <summary>Attempts that fail, and what is tried again (standard 3.2).</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task A_source_that_fails_once_is_asked_again_after_the_wait_of_the_attribute()
    {
        await using PeopleServer people = new(HttpStatusCode.ServiceUnavailable);
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [SampleFlow.Topic] });
        using FlowFolder flow = SampleFlow.Create(people, kafka.BootstrapServers);

        FlowTrace run = await flow.RunAsync();

        Assert.True(run.Outcome == "completed", run.ToString());
        Assert.Equal(["extract Completed 2", "transform Completed 1", "publish Completed 1", "notify Completed 1"], run.TaskStates);
        Assert.Equal([60], run.WaitsOf("extract"));
        EventTrace failed = run.Events[0];
        Assert.Equal("batch.swapi-people.extract.failed", failed.Event);
        Assert.Equal(1, failed.Payload.GetProperty("attempt").GetInt32());
        Assert.Contains("exit code 75", failed.Payload.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await kafka.Topic(SampleFlow.Topic).ReadAsync()).Count);
    }

    [Fact]
    public async Task A_request_that_the_source_refuses_is_not_made_again()
    {
        await using PeopleServer people = new(HttpStatusCode.NotFound);
        using FlowFolder flow = SampleFlow.Create(people, "127.0.0.1:1");

        FlowTrace run = await flow.RunAsync();

        Assert.True(run.Outcome == "failed", run.ToString());
        Assert.Equal(["extract Failed 1", "fallback Completed 1"], run.TaskStates);
        Assert.Empty(run.Waits);
        Assert.StartsWith("PermanentStageError: extract ended with exit code 65", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_are_those_of_the_attributes_and_every_attempt_says_which_it_is()
    {
        using FlowFolder flow = new(SampleJobs.People);
        FakeHost.UseIn(flow, ("extract", ["75", "1", "ok"]), ("transform", ["130", "ok"]), ("publish", ["75", "silent", "foreign", "134", "ok"]));

        FlowTrace run = await flow.RunAsync(new Dictionary<string, string> { ["env"] = "prod" });

        Assert.True(run.Outcome == "completed", run.ToString());
        Assert.Equal(["extract Completed 3", "transform Completed 2", "publish Completed 5", "notify Completed 1"], run.TaskStates);
        Assert.Equal([60, 120], run.WaitsOf("extract"));
        Assert.Equal([30], run.WaitsOf("transform"));
        Assert.Equal([30, 60, 120, 240], run.WaitsOf("publish"));
        Assert.Equal(["1", "2", "3", "4", "5"], FakeHost.Calls(flow).Where(static call => call.Stage == "publish").Select(static call => call.Option("--attempt")));
        Assert.All(FakeHost.Calls(flow), static call => Assert.Equal("prod", call.Environment));
    }

    [Theory]
    [InlineData("64")]
    [InlineData("65")]
    [InlineData("66")]
    [InlineData("77")]
    [InlineData("78")]
    public async Task A_permanent_exit_code_ends_a_task_that_has_attempts_left(string code)
    {
        using FlowFolder flow = new(SampleJobs.People);
        FakeHost.UseIn(flow, ("publish", [code]));

        FlowTrace run = await flow.RunAsync();

        Assert.Equal(["extract Completed 1", "transform Completed 1", "publish Failed 1", "fallback Completed 1"], run.TaskStates);
        Assert.Equal($"PermanentStageError: publish ended with exit code {code}: it broke", run.Error);
    }
}
