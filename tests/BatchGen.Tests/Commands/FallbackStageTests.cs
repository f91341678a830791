using System.Text.Json;
using BatchGen.Testing;
using BatchGen.Tests.Notifications;

namespace BatchGen.Tests.Commands;

/// <summary><c>stage JOB fallback</c>, as an orchestrator calls it when its attempts are used up. With real processes.</summary>
public sealed class FallbackStageTests
{
    private const string Topic = "demo.item.v1";

    [Fact]
    public async Task A_failed_publish_leaves_each_record_as_the_message_that_it_would_have_been_and_tells_of_it_once_that_is_safe()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        await using HttpServer slack = new();
        using StageProcess stages = new(kafka.BootstrapServers);
        stages.TellSlackAt(slack.Address);
        await stages.DoneAsync("extract", "transform");
        int entriesWhenTold = 0;
        slack.OnRequest = _ =>
        {
            entriesWhenTold = stages.Entries().Count;
            return Task.CompletedTask;
        };

        AppResult fallback = await stages.FallBackAsync("publish", "--attempt", "2");

        Assert.True(fallback.Code == ExitCodes.Done, fallback.Error);
        Assert.Equal(4, entriesWhenTold);
        Received told = Assert.Single(slack.Received);
        Assert.Contains($"publish of batch {StageProcess.Batch} failed, 4 records are in", told.Body, StringComparison.Ordinal);
        Assert.Contains("the cluster is away", told.Body, StringComparison.Ordinal);
        JsonElement result = stages.Result("fallback");
        Assert.Equal("completed fallback publish 4 2", Fields(result, "outcome", "task_name", "failed_stage", "records_in_fallback", "attempts"));
        Assert.All(stages.Entries().Values, entry => Assert.Equal($"publish message {Topic} 2 exhausted the cluster is away", Fields(entry, "stage", "content", "topic", "attempts", "failure_kind", "message")));

        await stages.DoneAsync("publish");
        IReadOnlyList<EmbeddedRecord> published = await kafka.Topic(Topic).ReadAsync();
        Assert.Equal(published.Select(record => record.ValueText).Order(StringComparer.Ordinal), stages.Payloads());
    }

    [Fact]
    public async Task Doing_it_twice_is_doing_it_once()
    {
        using StageProcess stages = new();
        await stages.DoneAsync("extract", "transform");
        await stages.FallBackAsync("publish");
        string[] before = [.. Directory.EnumerateFiles(stages.Fallback, "*", SearchOption.AllDirectories).Order()];

        AppResult again = await stages.FallBackAsync("publish");

        Assert.Equal(ExitCodes.Done, again.Code);
        Assert.Equal(before, Directory.EnumerateFiles(stages.Fallback, "*", SearchOption.AllDirectories).Order());
        Assert.Equal(8, before.Length);
    }

    [Fact]
    public async Task What_was_acknowledged_is_not_kept()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        using StageProcess stages = new(kafka.BootstrapServers);
        await stages.DoneAsync("extract", "transform");
        stages.Environment["DEMO_MODE"] = "publish-fails";
        Assert.Equal(ExitCodes.TemporaryFailure, (await stages.RunAsync("publish", "--attempt", "5")).Code);

        Assert.Equal(ExitCodes.Done, (await stages.FallBackAsync("publish")).Code);

        (string name, JsonElement entry) = Assert.Single(stages.Entries());
        Assert.Equal("publish@2", name);
        Assert.Equal("record 5", Fields(entry, "content", "attempts"));
        Assert.Equal("""{"Id":"items/4","Number":4}""", Assert.Single(stages.Payloads()));
        Assert.Equal(3, (await kafka.Topic(Topic).ReadAsync()).Count);
    }

    [Theory]
    [InlineData("transform", "transform@0 transform@1 transform@2 transform@3 transform@4", "record")]
    [InlineData("extract", "extract", "none")]
    [InlineData("publish", "publish", "none")]
    public async Task Other_stages_leave_what_there_is_of_their_input_and_else_that_they_failed(string failed, string names, string content)
    {
        using StageProcess stages = new();
        await stages.DoneAsync("extract");

        Assert.Equal(ExitCodes.Done, (await stages.FallBackAsync(failed)).Code);

        IReadOnlyDictionary<string, JsonElement> entries = stages.Entries();
        Assert.Equal(names, string.Join(' ', entries.Keys.Order(StringComparer.Ordinal)));
        Assert.All(entries.Values, entry => Assert.Equal(content, entry.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task A_broken_channel_does_not_hide_that_the_records_are_safe()
    {
        await using HttpServer slack = new() { OnRequest = Refuse };
        using StageProcess stages = new();
        stages.TellSlackAt(slack.Address);
        await stages.DoneAsync("extract", "transform");

        AppResult fallback = await stages.FallBackAsync("publish");

        Assert.True(fallback.Code == ExitCodes.Done, fallback.Error);
        JsonElement result = stages.Result("fallback");
        Assert.Equal("completed slack:demo: it answers 503", Fields(result, "outcome", "error"));
        Assert.Equal("slack:demo", Assert.Single(result.GetProperty("channels_failed").EnumerateArray()).GetString());
        Assert.Equal(4, stages.Entries().Count);
    }

    [Fact]
    public async Task A_store_that_takes_nothing_is_worth_another_attempt_and_everybody_is_told_that_too()
    {
        await using HttpServer slack = new();
        using StageProcess stages = new();
        stages.TellSlackAt(slack.Address);
        await stages.DoneAsync("extract", "transform");
        await File.WriteAllTextAsync(stages.Fallback, "in the way");

        AppResult fallback = await stages.FallBackAsync("publish");

        Assert.Equal(ExitCodes.TemporaryFailure, fallback.Code);
        Assert.Equal("failed", stages.Result("fallback").GetProperty("outcome").GetString());
        Assert.Contains(slack.Received, told => told.Body.Contains("does not take what is left of batch", StringComparison.Ordinal));
        Assert.Contains(slack.Received, told => told.Body.Contains($"publish of batch {StageProcess.Batch} failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fallback", "fallback needs --failed-stage and --reason.")]
    [InlineData("fallback --failed-stage publish", "fallback needs --failed-stage and --reason.")]
    [InlineData("fallback --failed-stage notify --reason x", "notify")]
    [InlineData("extract --reason x", "--failed-stage and --reason go with fallback only.")]
    [InlineData("extract --attempt 0", "--attempt counts from 1.")]
    [InlineData("extract --compensates demo/01a0273f-fca0-7d91-82e8-c51e5af34dcb", "is of job 'demo' itself")]
    public async Task A_wrong_command_line_is_explained_and_ends_with_64(string arguments, string explanation)
    {
        using StageProcess stages = new();
        string[] words = arguments.Split(' ');

        AppResult result = await stages.RunAsync(words[0], words[1..]);

        Assert.Contains(explanation, result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, result.Code);
    }

    private static Task Refuse(System.Net.HttpListenerResponse response)
    {
        response.StatusCode = 503;
        return Task.CompletedTask;
    }

    private static string Fields(JsonElement json, params string[] names) => string.Join(' ', names.Select(name => json.GetProperty(name).ToString()));
}
