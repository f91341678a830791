using System.Text;
using System.Text.Json;
using BatchGen.Cli.Commands.Fallbacks;
using BatchGen.Engine.Tests;
using BatchGen.Fallbacks;
using BatchGen.Testing;
using BatchGen.TestServers;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Tests;

public sealed class FallbackTests : ToolTest
{
    private FileFallbackStore Store => new(Path.Combine(Folder, "store"));

    private string StoreName => $"file://{Path.Combine(Folder, "store")}";

    [Fact]
    public async Task Records_that_a_consumer_put_there_go_back_byte_for_byte_in_their_order_and_leave_the_store()
    {
        await ProduceRawAsync(null, null, new() { { "h", [5] }, { "h", null } }, 1_000);
        await ProduceRawAsync([], [], null, 2_000);
        for (int i = 0; i < 15; i++)
        {
            await ProduceRawAsync("one key"u8.ToArray(), Encoding.UTF8.GetBytes($"no envelope {i}"), null, 3_000 + i);
        }

        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        await FallBackAsync(originals.Count, Store);

        ToolResult dry = await DoneAsync("fallback", "replay", "--store", StoreName);
        Assert.Contains("Nothing was sent: this was a dry run.", dry.Output, StringComparison.Ordinal);
        Assert.Equal(originals.Count, await StoredAsync());

        ToolResult kept = await DoneAsync("fallback", "replay", "--store", StoreName, "--execute", "--keep", "--limit", "1");
        Assert.Contains("Done: 1 sent.", kept.Output, StringComparison.Ordinal);
        Assert.Equal(originals.Count, await StoredAsync());

        // The one that was kept is not sent again, but leaves now.
        ToolResult done = await DoneAsync("fallback", "replay", "--store", StoreName, "--execute");
        Assert.Contains($"Done: {originals.Count - 1} sent.", done.Output, StringComparison.Ordinal);
        Assert.Equal(0, await StoredAsync());
        IReadOnlyList<EmbeddedRecord> replayed = await AddedAsync(originals);
        Assert.Equal(originals.Select(Bytes).Order(), replayed.Select(Bytes).Order());
        Assert.Equal(
            originals.Where(record => record.KeyText == "one key").Select(Bytes), replayed.Where(record => record.KeyText == "one key").Select(Bytes));
    }

    [Fact]
    public async Task What_publish_could_not_send_is_sent_and_a_stage_that_failed_as_a_whole_is_named_with_the_command_to_run()
    {
        FallbackEntry entry = new()
        {
            Job = "work",
            Stage = "publish",
            BatchId = Batch,
            RecordId = "w1",
            Ordinal = 0,
            Topic = Topic,
            Key = "w1"u8.ToArray(),
            Attempts = 5,
            FailureKind = "exhausted",
            Message = "Broker: Not enough in-sync replicas",
            FailedAt = DateTimeOffset.UnixEpoch,
        };
        byte[] envelope = EnvelopeOf(new Work("w1", 1));
        await Store.PersistAsync(entry, envelope, default);
        await Store.PersistAsync(entry with { RecordId = null, Ordinal = 1, Key = null }, "{}"u8.ToArray(), default);
        await Store.PersistAsync(entry with { Stage = "extract", RecordId = null, Ordinal = null, Topic = null, Key = null }, default, default);

        ToolResult list = await DoneAsync("fallback", "list", "--store", StoreName);
        Assert.Contains("3 entries", list.Output, StringComparison.Ordinal);
        Assert.Contains($"the extract stage failed, so there is no message to send; run the job again: run work --batch-id {Batch}", list.Output, StringComparison.Ordinal);

        using JsonDocument json = JsonDocument.Parse((await DoneAsync("fallback", "list", "--store", StoreName, "--record-id", "w1", "--json")).Output);
        JsonElement row = Assert.Single(json.RootElement.GetProperty("entries").EnumerateArray());
        ToolResult shown = await DoneAsync("fallback", "show", "--store", StoreName, "--key", row.GetProperty("key").GetString()!);
        Assert.Contains(Encoding.UTF8.GetString(envelope), shown.Output, StringComparison.Ordinal);

        ToolResult done = await DoneAsync("fallback", "replay", "--store", StoreName, "--execute");
        Assert.Contains("Done: 1 sent.", done.Output, StringComparison.Ordinal);
        Assert.Contains("2 cannot be replayed:", done.Output, StringComparison.Ordinal);
        EmbeddedRecord sent = Assert.Single(await Kafka.Topic(Topic).ReadAsync());
        Assert.Equal(("w1", Convert.ToHexString(envelope)), (sent.KeyText, Convert.ToHexString(sent.Value!.Value.Span)));
        Assert.Equal(2, await StoredAsync());
    }

    [Fact]
    public async Task A_bucket_is_read_with_the_applications_settings_and_its_entries_leave_it_when_they_are_sent()
    {
        Assert.SkipWhen(NodeServer.Missing is not null, NodeServer.Missing ?? "");
        await using NodeServer server = await NodeServer.StartAsync("s3.js", Path.Combine(Folder, "s3"), "0", "ACCESSOFTHETEST", "SECRETOFTHETEST", "bucket");
        MoreSettings["Batch:Fallback:S3:ServiceUrl"] = $"http://127.0.0.1:{server.Port}";
        MoreSettings["Batch:Fallback:S3:AccessKey"] = "ACCESSOFTHETEST";
        MoreSettings["Batch:Fallback:S3:SecretKey"] = "SECRETOFTHETEST";
        MoreSettings["Batch:Fallback:Store"] = "s3://bucket/prefix";
        IFallbackArchive store = FallbackStoreOpener.Open(
            null, new ConfigurationBuilder().AddInMemoryCollection(MoreSettings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        await ProduceRawAsync(null, [0, 255], new() { { "h", null } }, 1_000);
        await ProduceRawAsync([], null, null, 2_000);
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        await FallBackAsync(originals.Count, store);

        Assert.Contains("Done: 2 sent.", (await DoneAsync("fallback", "replay", "--execute")).Output, StringComparison.Ordinal);
        Assert.Equal(originals.Select(Bytes).Order(), (await AddedAsync(originals)).Select(Bytes).Order());
        Assert.Equal(0, await store.ListAsync(null, default).CountAsync());

        ToolResult none = await DoneAsync("fallback", "list");
        Assert.Contains("no entry matches", none.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETOFTHETEST", none.Output + none.Error, StringComparison.Ordinal);
    }

    private async Task<int> StoredAsync() => await Store.ListAsync(null, default).CountAsync();

    /// <summary>Lets a real consumer without a dead-letter topic fail, and stores what it puts away.</summary>
    private async Task FallBackAsync(int count, IFallbackStore store)
    {
        Engine.Tests.Engine engine = await StartEngineAsync(engine => engine.Stage = engine.Stage with { DeadLetterTopic = null });
        await CommittedToTheEndAsync();
        await engine.StopAsync();
        Assert.Equal(count, engine.Fallback.Kept.Count);
        foreach ((FallbackEntry entry, byte[] payload) in engine.Fallback.Kept)
        {
            await store.PersistAsync(entry, payload, default);
        }
    }
}
