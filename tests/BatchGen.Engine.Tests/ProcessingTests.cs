using System.Collections.Concurrent;
using System.Text;
using BatchGen.Runtime;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Engine.Tests;

public sealed class ProcessingTests : EngineTest
{
    [Fact]
    public async Task Everything_published_is_processed_and_then_committed()
    {
        const int count = 5_000;
        await PublishAsync(Works(count));
        Engine engine = await StartEngineAsync();
        await Wait.UntilAsync(() => engine.Statistics.Processed == count);
        Assert.Equal(Works(count).Select(work => work.Number), engine.Handled.Select(record => record.Payload.Number).Order());
        await CommittedToTheEndAsync();
        BatchRecord<Work> record = engine.Handled.First();
        Assert.Equal((Batch, record.Payload.Id, Topic, 1), (record.BatchId, record.RecordId, record.Topic, record.Attempt));
        Kafka.Topic(DeadLetterTopic).ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_of_one_key_are_handled_in_order_and_16_keys_side_by_side()
    {
        ConcurrentDictionary<string, int> last = new();
        ConcurrentQueue<string> problems = new();
        int atOnce = 0;
        int most = 0;
        Engine engine = await StartEngineAsync(engine => engine.Handler = async (record, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            string key = $"k{record.Payload.Number % 40}";
            if (last.TryGetValue(key, out int before) && before > record.Payload.Number)
            {
                problems.Enqueue($"{key}: {record.Payload.Number} behind {before}");
            }

            await Task.Delay(record.Payload.Number % 3, CancellationToken.None);
            last[key] = record.Payload.Number;
            Interlocked.Decrement(ref atOnce);
            if (record.Payload.Number % 7 == 0 && record.Attempt == 1)
            {
                throw new InvalidOperationException("once more");
            }
        });
        await PublishAsync(Works(2_000), work => $"k{work.Number % 40}");
        await Wait.UntilAsync(() => engine.Statistics.Processed == 2_000);
        Assert.Empty(problems);
        Assert.InRange(most, 2, 16);
        Assert.Equal(286, engine.Statistics.Retried);
    }

    [Fact]
    public async Task Other_keys_of_the_partition_go_on_while_a_record_is_in_its_backoff()
    {
        Engine engine = await StartEngineAsync(engine =>
        {
            engine.Stage = engine.Stage with { Backoff = TimeSpan.FromMinutes(10), MaxBackoff = TimeSpan.FromMinutes(10), MaxConcurrency = 1 };
            engine.Handler = (record, _, _) => record.Payload.Id == "bad" ? throw new InvalidOperationException("poison") : default;
        });
        await PublishAsync([new Work("bad", 0), new Work("behind bad", 1)], _ => "bad", partition: 0);
        await PublishAsync(Works(100), partition: 0);
        await Wait.UntilAsync(() => engine.Statistics.Processed == 100);
        Assert.DoesNotContain(engine.Handled, record => record.RecordId == "behind bad");
        Assert.Equal((1, 0), (engine.Statistics.Retried, engine.Statistics.DeadLettered));
        Assert.Equal(0, Committed()[0]);
    }

    [Fact]
    public async Task Poison_goes_to_the_dead_letter_topic_byte_for_byte_with_what_was_wrong()
    {
        byte[] key = [0xFF, 0x00, 0x7B];
        byte[] value = EnvelopeOf(new Work("bad", 7));
        Headers headers = new() { { "a", [1, 0xFF] }, { "a", null }, { "batchgen-dlq-job", "not ours"u8.ToArray() } };
        DeliveryResult<byte[]?, byte[]?> sent = await ProduceAsync(2, key, value, headers);
        await PublishAsync(Works(50), partition: 2);
        Engine engine = await StartEngineAsync(engine => engine.Handler =
            (record, _, _) => record.Payload.Id == "bad" ? throw new InvalidOperationException($"poison {record.Attempt}") : default);

        EmbeddedRecord letter = Assert.Single(await Kafka.Topic(DeadLetterTopic).WaitForAsync(1));
        EmbeddedRecord source = (await Kafka.Topic(Topic).ReadAsync()).Single(record => record.Partition == 2 && record.Offset == sent.Offset.Value);
        Assert.Equal(key, letter.Key!.Value.ToArray());
        Assert.Equal(value, letter.Value!.Value.ToArray());
        int originals = int.Parse(letter.HeaderText(DeadLetterHeaders.OriginalHeaders)!, null);
        Assert.Equal(
            [("a", "01FF"), ("a", null), ("batchgen-dlq-job", Convert.ToHexString("not ours"u8))],
            letter.Headers.Take(originals).Select(header => (header.Name, header.Value is { } bytes ? Convert.ToHexString(bytes.Span) : null)));
        Assert.Equal(
            ["work", "work.load", Topic, "2", $"{source.Offset}", $"{source.Timestamp.ToUnixTimeMilliseconds()}", "3", "exhausted", "System.InvalidOperationException", "poison 3"],
            new[]
            {
                DeadLetterHeaders.Job, DeadLetterHeaders.Group, DeadLetterHeaders.Topic, DeadLetterHeaders.Partition, DeadLetterHeaders.Offset,
                DeadLetterHeaders.Timestamp, DeadLetterHeaders.Attempts, DeadLetterHeaders.FailureKind, DeadLetterHeaders.ExceptionType, DeadLetterHeaders.Message,
            }.Select(letter.HeaderText));
        Assert.True(DateTimeOffset.TryParse(letter.HeaderText(DeadLetterHeaders.FailedAt), null, out _));

        await Wait.UntilAsync(() => engine.Statistics.Processed == 50);
        await CommittedToTheEndAsync();
    }

    [Fact]
    public async Task A_permanent_failure_is_not_tried_again_and_a_timeout_is_a_failure_of_its_own_kind()
    {
        int permanent = 0;
        Engine engine = await StartEngineAsync(engine =>
        {
            engine.Stage = engine.Stage with { Timeout = TimeSpan.FromMilliseconds(100), Attempts = 2 };
            engine.Handler = async (record, _, ct) =>
            {
                if (record.Payload.Id == "slow")
                {
                    await Task.Delay(Timeout.Infinite, ct);
                }

                permanent++;
                throw new PermanentFailureException("wrong for ever");
            };
        });
        await PublishAsync([new Work("slow", 0), new Work("wrong", 1)]);
        IReadOnlyList<EmbeddedRecord> letters = await Kafka.Topic(DeadLetterTopic).WaitForAsync(2);
        Assert.Equal(
            [("slow", "2", "timeout"), ("wrong", "1", "permanent")],
            letters.OrderBy(letter => letter.KeyText).Select(letter =>
                (letter.KeyText, letter.HeaderText(DeadLetterHeaders.Attempts), letter.HeaderText(DeadLetterHeaders.FailureKind))));
        Assert.Equal(1, permanent);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_the_dead_letter_topic_with_the_reason_and_stops_nothing()
    {
        string valid = Encoding.UTF8.GetString(EnvelopeOf(new Work("w", 1)));
        (byte[]? Value, string Reason)[] bad =
        [
            (null, "empty"),
            ([], "empty"),
            ("nonsense"u8.ToArray(), "not readable"),
            ("[1,2]"u8.ToArray(), "a JSON object is expected"),
            (Encoding.UTF8.GetBytes(valid[..^5]), "not readable"),
            (Encoding.UTF8.GetBytes(valid.Replace("\"record_id\"", "\"id\"", StringComparison.Ordinal)), "record_id is missing"),
            (Encoding.UTF8.GetBytes(valid.Replace("-7d91-", "-1d91-", StringComparison.Ordinal)), "version 1"),
            (Encoding.UTF8.GetBytes(valid.Replace(":1,", ":\"one\",", StringComparison.Ordinal)), "$.Number"),
            (Encoding.UTF8.GetBytes("{\"payload\":" + new string('[', 100_000)), "depth"),
            ([.. Encoding.UTF8.GetBytes(valid.Split("\"w\"")[0]), (byte)'"', 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")], "not readable"),
            (new byte[500_000], "not readable"),
        ];
        for (int i = 0; i < bad.Length; i++)
        {
            await ProduceAsync(i % Partitions, BitConverter.GetBytes(i), bad[i].Value);
            await PublishAsync(Works(5, from: i * 5), partition: i % Partitions);
        }

        Engine engine = await StartEngineAsync();
        IReadOnlyList<EmbeddedRecord> letters = await Kafka.Topic(DeadLetterTopic).WaitForAsync(bad.Length);
        await Wait.UntilAsync(() => engine.Statistics.Processed == bad.Length * 5);
        await CommittedToTheEndAsync();
        Assert.Equal(bad.Length, letters.Count);
        foreach (EmbeddedRecord letter in letters)
        {
            (byte[]? value, string reason) = bad[BitConverter.ToInt32(letter.Key!.Value.Span)];
            Assert.Equal(value, letter.Value?.ToArray());
            Assert.Contains(reason, letter.HeaderText(DeadLetterHeaders.Message), StringComparison.Ordinal);
            Assert.Equal(("unreadable", "0"), (letter.HeaderText(DeadLetterHeaders.FailureKind), letter.HeaderText(DeadLetterHeaders.Attempts)));
        }
    }

    [Fact]
    public async Task A_handler_publishes_further_records_of_the_same_batch()
    {
        Engine engine = await StartEngineAsync(engine => engine.Handler = async (record, _, ct) =>
            await PublishScope.Current.SendAsync("work.next.v1", record.RecordId + "/next", record.RecordId, record.Payload, WorkJson.Default.Work, ct));
        await PublishAsync(Works(20));
        IReadOnlyList<EmbeddedRecord> next = await Kafka.Topic("work.next.v1").WaitForAsync(20);
        await Wait.UntilAsync(() => engine.Statistics.Processed == 20);
        Assert.Equal(20, engine.Published!.Acknowledged);
        Assert.Equal(Works(20).Select(work => work.Id).Order(), next.Select(record => record.KeyText).Order());
        Assert.All(next, record => Assert.StartsWith($$"""{"batch_id":"{{Batch}}","record_id":"{{record.KeyText}}/next","ingested_at":"1970-""", record.ValueText, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => PublishScope.Current);
    }
}
