using System.Net;
using System.Text.Json;
using BatchGen.Testing;

namespace BatchGen.Flows.Tests;

/// <summary>A channel that takes nothing.</summary>
public sealed class NotificationTests
{
    [Fact]
    public async Task A_run_of_which_nobody_could_be_told_is_completed_and_says_so()
    {
        await using PeopleServer people = new();
        await using PeopleServer slack = new([.. Enumerable.Repeat(HttpStatusCode.NotFound, 50)]);
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [SampleFlow.Topic] });
        using FlowFolder flow = SampleFlow.Create(people, kafka.BootstrapServers);
        flow.Environment["Batch__Notify__slack__people-alerts__Url"] = slack.Address.AbsoluteUri;

        FlowTrace run = await flow.RunAsync();

        Assert.True(run.Outcome == "completed", run.ToString());
        Assert.Equal(["extract Completed 1", "transform Completed 1", "publish Completed 1", "notify Failed 3"], run.TaskStates);
        Assert.Equal([10, 20], run.WaitsOf("notify"));
        Assert.Single(run.Artifacts);
        JsonElement log = run.StructuredLogs.Last();
        Assert.Equal("the batch is done, and nobody was told", log.GetProperty("message").GetString());
        Assert.Contains("slack:people-alerts", log.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await kafka.Topic(SampleFlow.Topic).ReadAsync()).Count);
    }
}
