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

        Assert.Contains("Done: 7 sent.", (await DoneAsync(execute)).Output, StringComparison.Ordinal);
        IReadOnlyList<EmbeddedRecord> replayed = await AddedAsync(originals);
        Assert.Equal(originals.Select(Bytes).Order(), replayed.Select(Bytes).Order());

        ToolResult second = await DoneAsync(execute);
        Assert.Contains("Done: 0 sent.", second.Output, StringComparison.Ordinal);
        Assert.Contains("7 sent by an earlier replay", second.Output, StringComparison.Ordinal);
        Assert.Equal(14, await CountAsync(Topic));

        await DoneAsync([.. execute, "--again", "--limit", "2"]);
        Assert.Equal(16, await CountAsync(Topic));
        Assert.Contains("Done: 0 sent.", (await DoneAsync(execute)).Output, StringComparison.Ordinal);
    }
}
