using System.Text.Json;
using BatchGen.Cli.Commands.DeadLetters;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;
using BatchGen.Engine.Tests;
using BatchGen.Runtime;
using BatchGen.Testing;

namespace BatchGen.Cli.Tests;

public sealed class ListTests : ToolTest
{
    private static readonly Guid OtherBatch = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcc");

    [Fact]
    public async Task The_list_tells_of_each_letter_why_it_is_there_and_of_all_how_many_of_what()
    {
        await DeadLetterAsync(Works(2));
        await ProduceAsync(0, "k"u8.ToArray(), "no \u001b[31m envelope"u8.ToArray());
        await DeadLetterPublishedAsync(1, new InvalidOperationException());

        ToolResult table = await DoneAsync("dlq", "list", "-t", Topic);
        Assert.Matches(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ │ work │ 01a0273f-fca0-7d91-82e8-c51e5af34dcb │ w0 ", table.Output);
        Assert.Contains("no such customer", table.Output, StringComparison.Ordinal);
        Assert.Contains($"{DeadLetterTopic}: 3 letters, ", table.Output, StringComparison.Ordinal);
        Assert.Contains("by failure: permanent 2, unreadable 1", table.Output, StringComparison.Ordinal);
        Assert.Contains("by job: work 3", table.Output, StringComparison.Ordinal);

        ToolResult first = await DoneAsync("dlq", "list", "-t", DeadLetterTopic, "--limit", "1");
        Assert.Contains("3 letters", first.Output, StringComparison.Ordinal);
        Assert.Contains("(2 not shown: --limit)", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_JSON_the_list_has_these_members_and_says_what_was_replayed()
    {
        IReadOnlyList<EmbeddedRecord> letters = await DeadLetterAsync(Works(2));
        EmbeddedRecord letter = letters[0];
        await DoneAsync("dlq", "replay", "-t", Topic, "--execute", "--record-id", letter.KeyText!);

        using JsonDocument list = JsonDocument.Parse((await DoneAsync("dlq", "list", "-t", Topic, "--json")).Output);
        Assert.Equal(["topic", "cluster", "letters", "totals"], Names(list.RootElement));
        Assert.Equal(
            """{"count":2,"bytes":%,"by_failure":{"permanent":2},"by_job":{"work":2}}""",
            Compact(list.RootElement.GetProperty("totals")).Replace(list.RootElement.GetProperty("totals").GetProperty("bytes").GetRawText(), "%", StringComparison.Ordinal));
        JsonElement[] rows = [.. list.RootElement.GetProperty("letters").EnumerateArray()];
        Assert.Equal(
            [
                "failed_at", "job", "group", "batch_id", "record_id", "partition", "offset", "source", "failure", "attempts", "exception_type", "message",
                "bytes", "replayed", "problem",
            ],
            Names(rows[0]));
        Assert.Equal(
            $$"""{"topic":"{{Topic}}","partition":{{letter.HeaderText(DeadLetterHeaders.Partition)}},"offset":{{letter.HeaderText(DeadLetterHeaders.Offset)}},"timestamp":{{letter.HeaderText(DeadLetterHeaders.Timestamp)}}}""",
            Compact(rows[0].GetProperty("source")));
        Assert.Equal(
            (letter.KeyText, Batch, letter.Partition, letter.Offset, "permanent", 1, "no such customer", true),
            (rows[0].GetProperty("record_id").GetString(), rows[0].GetProperty("batch_id").GetGuid(), rows[0].GetProperty("partition").GetInt32(),
                rows[0].GetProperty("offset").GetInt64(), rows[0].GetProperty("failure").GetString(), rows[0].GetProperty("attempts").GetInt32(),
                rows[0].GetProperty("message").GetString(), rows[0].GetProperty("replayed").GetBoolean()));
        Assert.False(rows[1].GetProperty("replayed").GetBoolean());
    }

    [Fact]
    public async Task Filters_choose_by_what_is_known_of_the_failure_and_leave_out_what_does_not_tell()
    {
        await DeadLetterAsync(Works(3));
        await DeadLetterAsync(Works(2, from: 3), new InvalidOperationException("the database is away"), OtherBatch);
        await ProduceAsync(0, "k"u8.ToArray(), "no envelope"u8.ToArray());
        IReadOnlyList<EmbeddedRecord> letters = await DeadLetterPublishedAsync(1, new InvalidOperationException());
        await ProduceRawAsync("foreign"u8.ToArray(), EnvelopeOf(new Work("foreign", 1)), null, 1_000, DeadLetterTopic);
        DateTimeOffset third = letters.Select(letter => DateTimeOffset.Parse(letter.HeaderText(DeadLetterHeaders.FailedAt)!, null)).Order().ElementAt(2);

        using Cluster cluster = await ConnectAsync();
        Assert.Equal(7, await CountAsync(new FailureFilter()));
        Assert.Equal(6, await CountAsync(new FailureFilter { Jobs = ["work"] }));
        Assert.Equal(0, await CountAsync(new FailureFilter { Jobs = ["wor"] }));
        Assert.Equal(4, await CountAsync(new FailureFilter { BatchIds = [Batch] }));
        Assert.Equal(6, await CountAsync(new FailureFilter { BatchIds = [Batch, OtherBatch] }));
        Assert.Equal(2, await CountAsync(new FailureFilter { RecordIds = ["w1", "w4", "w9"] }));
        Assert.Equal(3, await CountAsync(new FailureFilter { Failures = ["permanent"] }));
        Assert.Equal(3, await CountAsync(new FailureFilter { Failures = ["exhausted", "unreadable"] }));
        Assert.Equal(4, await CountAsync(new FailureFilter { Since = third }));
        Assert.Equal(3, await CountAsync(new FailureFilter { Until = third }));
        Assert.Equal(1, await CountAsync(new FailureFilter { Until = DateTimeOffset.UnixEpoch.AddSeconds(2) }));
        Assert.Equal(2, await CountAsync(new FailureFilter { Failures = ["exhausted"], BatchIds = [OtherBatch], Jobs = ["work"], Since = third }));

        EmbeddedRecord some = letters[^1];
        Assert.Equal(letters.Count(letter => letter.Partition == some.Partition) + (await ForeignIsOn(some.Partition) ? 1 : 0), await CountAsync(new FailureFilter(), some.Partition));
        Assert.Equal(1, await CountAsync(new FailureFilter(), some.Partition, some.Offset));
        Assert.Equal(0, await CountAsync(new FailureFilter(), some.Partition, 1_000));

        async Task<int> CountAsync(FailureFilter filter, int? partition = null, long? offset = null) =>
            (await LetterReader.OpenAsync(cluster, new LetterSelection(DeadLetterTopic, filter, partition, offset))).Read(default).Count();

        async Task<bool> ForeignIsOn(int partition) =>
            (await Kafka.Topic(DeadLetterTopic).ReadAsync()).Single(letter => letter.KeyText == "foreign").Partition == partition;
    }

    [Fact]
    public async Task One_letter_is_shown_in_full_and_its_bytes_can_be_had()
    {
        byte[] value = [0xff, 0x00, 0x1b];
        await ProduceAsync(2, "key"u8.ToArray(), value, new() { { "trace", "abc"u8.ToArray() }, { "bin", [1, 2] }, { "none", null } });
        EmbeddedRecord letter = Assert.Single(await DeadLetterPublishedAsync(1, new InvalidOperationException()));

        ToolResult shown = await DoneAsync("dlq", "show", "-t", Topic, "--raw", "letter.bin");
        Assert.Equal(value, await File.ReadAllBytesAsync(Path.Combine(Folder, "letter.bin")));
        foreach (string line in new[]
        {
            $"letter:    {DeadLetterTopic}[{letter.Partition}]@{letter.Offset}", "job:       work", "failure:   unreadable", $"came from: {Topic}[2]@0",
            "  trace: abc", "  bin: 0x0102", "  none: null", "key: key", "value (3 B):", "0xff001b",
        })
        {
            Assert.Contains(line, shown.Output.Split('\n'));
        }

        using JsonDocument json = JsonDocument.Parse((await DoneAsync("dlq", "show", "-t", Topic, "--json")).Output);
        Assert.Equal(["letter", "key", "value", "headers", "failure_headers"], Names(json.RootElement));
        Assert.Equal("""{"text":null,"base64":"/wAb"}""", Compact(json.RootElement.GetProperty("value")));
        Assert.Equal(
            """[{"name":"trace","value":{"text":"abc","base64":"YWJj"}},{"name":"bin","value":{"text":null,"base64":"AQI="}},{"name":"none","value":null}]""",
            Compact(json.RootElement.GetProperty("headers")));
    }

    [Fact]
    public async Task Show_asks_for_exactly_one_letter()
    {
        await DeadLetterAsync(Works(2));
        ToolResult many = await RunAsync("dlq", "show", "-t", Topic);
        many.ShouldBe(ExitCodes.Usage);
        Assert.Contains("more than one letter matches. Name one, for example with --partition", many.Error, StringComparison.Ordinal);
        ToolResult none = await RunAsync("dlq", "show", "-t", Topic, "--record-id", "nobody");
        none.ShouldBe(ExitCodes.NoInput);
        Assert.Contains($"{DeadLetterTopic}: no letter matches.", none.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
