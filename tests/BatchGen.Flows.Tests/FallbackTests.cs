using System.Net;
using System.Text.Json;
using BatchGen.Testing;
using BatchGen.Workflow.Tests;
using Confluent.Kafka;

namespace BatchGen.Flows.Tests;

/// <summary>Attempts that are used up: what was not published is safe, and the run fails with what it failed with (standard 3.3).</summary>
public sealed class FallbackTests
{
    [Fact]
    public async Task A_source_that_stays_away_leaves_an_entry_in_the_store_and_an_artifact()
    {
        await using PeopleServer people = new(HttpStatusCode.BadGateway, HttpStatusCode.BadGateway, HttpStatusCode.BadGateway);
        using FlowFolder flow = SampleFlow.Create(people, "127.0.0.1:1");

        FlowTrace run = await flow.RunAsync();

        Assert.True(run.Outcome == "failed", run.ToString());
        Assert.Equal(["extract Failed 3", "fallback Completed 1"], run.TaskStates);
        Assert.Equal([60, 120], run.WaitsOf("extract"));
        Assert.StartsWith("StageError: extract ended with exit code 75", run.Error, StringComparison.Ordinal);

        JsonElement entry = Assert.Single(SampleFlow.FallbackEntries(flow));
        Assert.Equal($"swapi-people extract {SampleFlow.Batch} none", Fields(entry, "job", "stage", "batch_id", "content"));
        ArtifactTrace artifact = Assert.Single(run.Artifacts);
        Assert.Equal("markdown swapi-people-local-failures", $"{artifact.Kind} {artifact.Key}");
        Assert.Contains("failed in `extract`", artifact.Body.GetString(), StringComparison.Ordinal);
        Assert.Contains(SampleFlow.Batch.ToString(), artifact.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_that_the_broker_refuses_are_in_the_store_as_the_messages_that_they_would_have_been()
    {
        await using PeopleServer people = new();
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [SampleFlow.Topic] });
        kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, 100);
        using FlowFolder flow = SampleFlow.Create(people, kafka.BootstrapServers);

        FlowTrace run = await flow.RunAsync();

        Assert.True(run.Outcome == "failed", run.ToString());
        Assert.Equal("publish Failed", string.Join(' ', run.TaskStates.ElementAt(2).Split(' ')[..2]));
        Assert.Equal("fallback Completed 1", run.TaskStates.Last());
        Assert.Equal(
            Enumerable.Repeat($"publish {SampleFlow.Batch} message {SampleFlow.Topic}", 2),
            SampleFlow.FallbackEntries(flow).Select(static entry => Fields(entry, "stage", "batch_id", "content", "topic")));
        kafka.Faults.ClearRequestErrors(KafkaApi.Produce);
        kafka.Topic(SampleFlow.Topic).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fallback_that_fails_too_does_not_hide_why_the_run_failed()
    {
        using FlowFolder flow = new(SampleJobs.People);
        FakeHost.UseIn(flow, ("transform", ["75"]), ("fallback", ["75"]));

        FlowTrace run = await flow.RunAsync();

        Assert.Equal(["extract Completed 1", "transform Failed 2", "fallback Failed 3"], run.TaskStates);
        Assert.Equal([5, 10], run.WaitsOf("fallback"));
        Assert.Equal("StageError: transform ended with exit code 75: it broke", run.Error);
        HostCall fallback = FakeHost.Calls(flow)[^1];
        Assert.Equal("transform", fallback.Option("--failed-stage"));
        Assert.Equal(run.Error, fallback.Option("--reason"));
        JsonElement log = run.StructuredLogs.Last();
        Assert.Equal($"fallback the records stay in {flow.BatchFolder(SampleFlow.Batch)}", Fields(log, "task_name", "message"));
        Assert.Contains("fallback ended with exit code 75", Fields(log, "error"), StringComparison.Ordinal);
    }

    private static string Fields(JsonElement element, params string[] names) => string.Join(' ', names.Select(name => element.GetProperty(name).ToString()));
}
