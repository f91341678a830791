using System.Diagnostics;
using System.Text.Json;
using BatchGen.Cli.Commands.DeadLetters;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying;
using BatchGen.Cli.Replaying.Journal;
using BatchGen.Engine.Tests;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Cli.Tests;

public sealed class InterruptionTests : ToolTest
{
    [Fact]
    public async Task A_letter_that_arrives_during_a_replay_is_left_for_the_next_one()
    {
        await DeadLetterAsync(Works(5));
        using Cluster cluster = await ConnectAsync();
        LetterSelection selection = new(DeadLetterTopic, new FailureFilter(), null, null);
        LetterReader reader = await LetterReader.OpenAsync(cluster, selection);
        await DeadLetterAsync(Works(4, from: 5));

        Assert.Equal((5, 0), await ReplayAsync(reader));
        Assert.Equal(4, await reader.GrowthAsync());
        Assert.Equal((4, 5), await ReplayAsync(await LetterReader.OpenAsync(cluster, selection)));
        Assert.Equal(18, await CountAsync(Topic));

        async Task<(long Sent, long SentBefore)> ReplayAsync(LetterReader letters)
        {
            ReplayReport report = await new ReplayRun(
                cluster, new LetterSource(letters, to: null), JournalPlace.OfTopic(Path.Combine(Folder, "journal"), cluster.Id, DeadLetterTopic),
                new ReplayOptions { Execute = true }, TimeProvider.System, _ => { }).ExecuteAsync(default);
            return (report.Sent, report.SentBefore);
        }
    }

    [Fact]
    public async Task A_replay_that_is_asked_to_stop_finishes_what_is_in_flight_and_the_next_one_goes_on_behind_it()
    {
        await DeadLetterAsync(Works(200));
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        Kafka.Faults.SetLatency(TimeSpan.FromMilliseconds(50));
        string journal = Path.Combine(Folder, "journal");
        string[] args = ["dlq", "replay", "-t", Topic, "--execute", "--journal", journal, "--chunk-size", "10"];
        using Tool tool = Start([.. args, "--json"]);
        await Wait.UntilAsync(() => File.Exists(journal) && new FileInfo(journal).Length > 5_000);

        // From here on each chunk takes so long that the tool cannot be done before it is asked to stop, however busy the machine is.
        Kafka.Faults.SetLatency(TimeSpan.FromSeconds(1));
        await Process.Start("kill", ["-INT", $"{tool.Id}"])!.WaitForExitAsync();
        ToolResult stopped = await tool.EndAsync();
        Kafka.Faults.SetLatency(TimeSpan.Zero);
        stopped.ShouldBe(ExitCodes.Interrupted);
        using JsonDocument output = JsonDocument.Parse(stopped.Output);
        int sent = output.RootElement.GetProperty("report").GetProperty("sent").GetInt32();
        Assert.InRange(sent, 10, 190);
        Assert.Equal(sent, (await AddedAsync(originals)).Count);

        // Nothing is open, so nothing has to be waited for or looked up.
        ToolResult rest = await DoneAsync(args);
        Assert.DoesNotContain("interrupted", rest.Error, StringComparison.Ordinal);
        Assert.Contains($"Done: {200 - sent} sent.", rest.Output, StringComparison.Ordinal);
        Assert.Equal(originals.Select(Bytes).Order(), (await AddedAsync(originals)).Select(Bytes).Order());
    }

    [Fact]
    public async Task A_cluster_that_refuses_records_stops_the_replay_and_the_next_one_goes_on()
    {
        await DeadLetterAsync(Works(30));
        string[] args = ["dlq", "replay", "-t", Topic, "--execute", "--settle-seconds", "0"];
        Kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, count: 100);
        ToolResult refused = await RunAsync(args);
        refused.ShouldBe(ExitCodes.TemporaryFailure);
        Assert.Contains("not sent, or not known to be:", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Topic authorization failed", refused.Output, StringComparison.Ordinal);

        Kafka.Faults.ClearRequestErrors(KafkaApi.Produce);
        Assert.Contains("Done: ", (await DoneAsync(args)).Output, StringComparison.Ordinal);
        Assert.Equal(60, await CountAsync(Topic));
    }

    [Fact]
    public async Task A_record_that_the_broker_never_takes_does_not_hold_up_the_others()
    {
        await DeadLetterAsync(Works(3));
        Kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.MsgSizeTooLarge, count: 1);
        ToolResult result = await RunAsync("dlq", "replay", "-t", Topic, "--execute", "--chunk-size", "1");
        result.ShouldBe(ExitCodes.DataError);
        Assert.Contains("1 refused by the broker:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Done: 2 sent.", result.Output, StringComparison.Ordinal);
        Assert.Equal(5, await CountAsync(Topic));
    }
}
