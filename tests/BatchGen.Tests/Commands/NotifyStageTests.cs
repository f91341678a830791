using System.Text.Json;
using BatchGen.Testing;
using BatchGen.Tests.Notifications;

namespace BatchGen.Tests.Commands;

/// <summary><c>stage JOB notify</c>, as an orchestrator calls it when a batch has come through. With real processes.</summary>
public sealed class NotifyStageTests
{
    private const string Topic = "demo.item.v1";

    [Fact]
    public async Task A_batch_that_came_through_is_told_with_its_counts_and_a_broken_channel_only_makes_notify_try_again()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        await using HttpServer slack = new();
        using StageProcess stages = new(kafka.BootstrapServers);
        stages.TellSlackAt(slack.Address);
        await stages.DoneAsync("extract", "transform", "publish");
        slack.OnRequest = response =>
        {
            response.StatusCode = 503;
            return Task.CompletedTask;
        };

        AppResult broken = await stages.RunAsync("notify");

        Assert.Equal(ExitCodes.TemporaryFailure, broken.Code);
        Assert.Contains("Not everybody was told: slack:demo: it answers 503", broken.Error, StringComparison.Ordinal);
        Assert.Equal("failed", stages.Result("notify").GetProperty("outcome").GetString());

        slack.Received.Clear();
        slack.OnRequest = _ => Task.CompletedTask;
        AppResult told = await stages.RunAsync("notify", "--attempt", "2");
        AppResult again = await stages.RunAsync("notify", "--attempt", "3");

        Assert.True(told.Code == ExitCodes.Done, told.Error);
        Assert.Equal(ExitCodes.Done, again.Code);
        Received message = Assert.Single(slack.Received);
        Assert.Equal($"✅ demo: batch {StageProcess.Batch} is done, 4 records published", message.Json.GetProperty("text").GetString());
        Assert.Contains("5 read, 1 filtered, 4 published", message.Body, StringComparison.Ordinal);
        JsonElement result = stages.Result("notify");
        Assert.Equal(("completed", 4, 3), (result.GetProperty("outcome").GetString(), result.GetProperty("records_processed").GetInt32(), result.GetProperty("attempts").GetInt32()));
    }

    [Fact]
    public async Task Nothing_is_told_where_the_configuration_says_so()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        await using HttpServer slack = new();
        using StageProcess stages = new(kafka.BootstrapServers);
        stages.TellSlackAt(slack.Address);
        stages.Environment["Batch__Notify__Completed"] = "false";

        await stages.DoneAsync("extract", "transform", "publish", "notify");

        Assert.Empty(slack.Received);
        Assert.Equal(4, stages.Result("notify").GetProperty("records_processed").GetInt32());
    }

    [Fact]
    public async Task There_is_nothing_to_tell_of_a_batch_that_was_not_published()
    {
        using StageProcess stages = new();
        await stages.DoneAsync("extract", "transform");

        AppResult result = await stages.RunAsync("notify");

        Assert.Contains("publish.result.json", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NoInput, result.Code);
    }
}
