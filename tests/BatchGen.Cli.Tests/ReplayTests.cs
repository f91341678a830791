using BatchGen.Testing;

namespace BatchGen.Cli.Tests;

public sealed class ReplayTests : ToolTest
{
    [Fact]
    public async Task A_dry_run_tells_what_would_be_sent_where_and_sends_nothing()
    {
        await DeadLetterAsync(Works(7));
        ToolResult result = await DoneAsync("dlq", "replay", "--topic", Topic);
        Assert.Contains("Nothing was sent: this was a dry run. Add --execute to send.", result.Output, StringComparison.Ordinal);
        Assert.Matches($@"│ {Topic} +│ +7 ", result.Output);
        Assert.Equal(7, await CountAsync(Topic));
        Assert.False(Directory.Exists(Path.Combine(Folder, ".batch")));
    }

    [Fact]
    public async Task A_replay_sends_each_letter_once_however_often_it_is_run_until_it_is_told_to_do_it_again()
    {
        await DeadLetterAsync(Works(7));
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        string[] execute = ["dlq", "replay", "--topic", Topic, "--execute"];

        ToolResult first = await DoneAsync(execute);
        Assert.Contains("Done: 7 sent.", first.Output, StringComparison.Ordinal);
        Assert.Contains("New journal ", first.Error, StringComparison.Ordinal);
        IReadOnlyList<EmbeddedRecord> replayed = await AddedAsync(originals);
        Assert.Equal(originals.Select(Bytes).Order(), replayed.Select(Bytes).Order());

        ToolResult second = await DoneAsync(execute);
        Assert.Contains("Done: 0 sent.", second.Output, StringComparison.Ordinal);
        Assert.Contains("7 sent by an earlier replay", second.Output, StringComparison.Ordinal);
        Assert.Empty(second.Error);
        Assert.Equal(14, await CountAsync(Topic));

        await DoneAsync([.. execute, "--again", "--limit", "2"]);
        Assert.Equal(16, await CountAsync(Topic));
        Assert.Contains("Done: 0 sent.", (await DoneAsync(execute)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_of_somebody_else_are_left_with_a_reason_unless_a_topic_is_named_for_them()
    {
        await DeadLetterAsync(Works(2));
        await ProduceRawAsync("k"u8.ToArray(), [1, 2], new() { { "reason", "bad"u8.ToArray() } }, 1_000, DeadLetterTopic);
        EmbeddedRecord foreign = (await Kafka.Topic(DeadLetterTopic).ReadAsync()).Single(letter => letter.KeyText == "k");
        ToolResult left = await DoneAsync("dlq", "replay", "-t", Topic, "--execute");
        Assert.Contains($"{DeadLetterTopic}[{foreign.Partition}]@{foreign.Offset}: not written by BatchGen: it has no header batchgen-dlq-original-headers", left.Output, StringComparison.Ordinal);
        Assert.Equal(4, await CountAsync(Topic));

        Kafka.CreateTopic("other.topic.v1");
        await DoneAsync("dlq", "replay", "-t", Topic, "--execute", "--to", "other.topic.v1");
        Assert.Equal(Bytes(foreign), Bytes(Assert.Single(await Kafka.Topic("other.topic.v1").ReadAsync())));
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_named_and_not_created()
    {
        await DeadLetterAsync(Works(2));
        ToolResult source = await RunAsync("dlq", "list", "-t", "no.such.v1");
        source.ShouldBe(ExitCodes.NoInput);
        Assert.Contains("There is no topic 'no.such.v1.dlq' at ", source.Error, StringComparison.Ordinal);
        foreach (string[] mode in new string[][] { [], ["--execute"] })
        {
            ToolResult target = await RunAsync(["dlq", "replay", "-t", Topic, "--to", "no.such.v1", .. mode]);
            target.ShouldBe(ExitCodes.NoInput);
            Assert.Contains("There is no topic 'no.such.v1' to send to. Create it, or name another one with --to.", target.Error, StringComparison.Ordinal);
        }

        using BatchGen.Cli.Connection.Cluster cluster = await ConnectAsync();
        Assert.Null(cluster.FindTopic("no.such.v1"));
        Assert.NotNull(cluster.FindTopic(Topic));
    }

    [Fact]
    public async Task Records_can_be_given_the_time_of_the_replay()
    {
        await ProduceRawAsync("k"u8.ToArray(), [1], null, 1_000);
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        await DeadLetterPublishedAsync(1, new InvalidOperationException());
        DateTimeOffset before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        await DoneAsync("dlq", "replay", "-t", Topic, "--execute", "--new-timestamps");
        EmbeddedRecord replayed = Assert.Single(await AddedAsync(originals));
        Assert.InRange(replayed.Timestamp, before, DateTimeOffset.UtcNow);
    }
}
