using System.Text;
using BatchGen.Fallbacks;

namespace BatchGen.Tests.Fallbacks;

public sealed class FileFallbackArchiveTests : IDisposable
{
    private static readonly Guid Batch = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb");
    private readonly TemporaryFolder _folder = new();
    private readonly FileFallbackStore _store;

    public FileFallbackArchiveTests() => _store = new FileFallbackStore(_folder["root"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lists_what_was_stored_in_the_order_of_the_keys_and_reads_it_byte_for_byte()
    {
        string[] ids = ["b", "a", "a-1", "a/1", "A", "../../x", "a.1", "a1", ""];
        foreach (string job in new[] { "jobs-b", "jobs", "jobs.b" })
        {
            foreach (string id in ids)
            {
                await _store.PersistAsync(Entry(id, job) with { Ordinal = 3 }, Encoding.UTF8.GetBytes($"{job} {id}"), CancellationToken.None);
            }
        }

        List<StoredFallback> all = await ListAsync();
        Assert.Equal(3 * ids.Length, all.Count);
        Assert.Equal(all.Select(stored => stored.Key).Order(StringComparer.Ordinal), all.Select(stored => stored.Key));
        foreach (StoredFallback stored in all)
        {
            byte[] payload = Encoding.UTF8.GetBytes($"{stored.Entry!.Job} {stored.Entry.RecordId}");
            Assert.Equal((null, payload.Length), (stored.Problem, stored.PayloadSize));
            Assert.Equal(payload, (await _store.ReadPayloadAsync(stored.Key, CancellationToken.None)).ToArray());
        }

        Assert.Equal(ids.Order(), (await ListAsync("jobs.b")).Select(stored => stored.Entry!.RecordId!).Order());
        Assert.Empty(await ListAsync("other"));
        Assert.Empty(await ListAsync("../root"));
    }

    [Fact]
    public async Task Gives_back_every_part_of_an_entry()
    {
        FallbackEntry entry = new()
        {
            Job = "job",
            Stage = "load",
            BatchId = Batch,
            RecordId = "r\n\u2028",
            Ordinal = 1,
            Topic = "t.u.v1",
            Partition = 2,
            Offset = 3,
            Group = "g",
            Timestamp = 4,
            Key = [],
            Headers = [new("b", null), new("a", []), new("b", [0, 255])],
            ValueIsNull = true,
            Content = FallbackContent.Record,
            Attempts = 5,
            FailureKind = "timeout",
            ExceptionType = "E",
            Message = "no",
            FailedAt = DateTimeOffset.UnixEpoch.AddTicks(1),
        };
        await _store.PersistAsync(entry, ReadOnlyMemory<byte>.Empty, CancellationToken.None);
        StoredFallback stored = Assert.Single(await ListAsync());
        FallbackEntry read = stored.Entry!;
        Assert.Equal(entry, read with { Key = entry.Key, Headers = entry.Headers });
        Assert.Equal([], read.Key!);
        Assert.Equal(["b null", "a ", "b 00FF"], read.Headers.Select(header => $"{header.Name} {(header.Value is { } value ? Convert.ToHexString(value) : "null")}"));
        Assert.Equal(0, (await _store.ReadPayloadAsync(stored.Key, CancellationToken.None)).Length);
    }

    [Fact]
    public async Task Lists_damaged_and_half_entries_with_what_is_wrong_and_reads_none_of_them()
    {
        foreach (string id in new[] { "cut", "flipped", "gone", "broken", "foreign", "half", "whole" })
        {
            await _store.PersistAsync(Entry(id), Encoding.UTF8.GetBytes(id), CancellationToken.None);
        }

        await File.WriteAllTextAsync(PathOf("cut", ".payload"), "c");
        await File.WriteAllTextAsync(PathOf("flipped", ".payload"), "flopped");
        File.Delete(PathOf("gone", ".payload"));
        await File.WriteAllTextAsync(PathOf("broken", ".json"), "{\"job\": \"jo");
        await File.WriteAllTextAsync(PathOf("foreign", ".json"), "null");
        File.Delete(PathOf("half", ".json"));
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(PathOf("half", ".payload"))!, "publish_x.json.0.tmp"), "half-written");

        List<StoredFallback> all = await ListAsync();
        Assert.Equal(
            [
                ("broken", null, 6, "the metadata cannot be read"),
                ("cut", "cut", 1, "the payload has 1 bytes, but 3 were stored"),
                ("flipped", "flipped", 7, ""),
                ("foreign", null, 7, "the metadata is not that of an entry"),
                ("gone", "gone", -1, "the payload is missing"),
                ("half", null, 4, "the metadata is missing"),
                ("whole", "whole", 5, ""),
            ],
            all.Select(stored => (
                stored.Key.Split("publish_")[1], stored.Entry?.RecordId, (int)stored.PayloadSize, (stored.Problem ?? "").Split([" (", ":"], default)[0])));
        foreach (StoredFallback stored in all.Where(stored => !stored.Key.EndsWith("whole", StringComparison.Ordinal)))
        {
            InvalidDataException exception =
                await Assert.ThrowsAsync<InvalidDataException>(() => _store.ReadPayloadAsync(stored.Key, CancellationToken.None));
            Assert.Contains(stored.Key, exception.Message, StringComparison.Ordinal);
        }

        foreach (StoredFallback stored in all)
        {
            await _store.RemoveAsync(stored.Key, CancellationToken.None);
        }

        Assert.Equal(["publish_x.json.0.tmp"], _folder.Files.Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public async Task Removes_one_entry_and_no_other_and_does_not_mind_one_that_is_gone()
    {
        foreach (string id in new[] { "a", "a.1", "a1" })
        {
            await _store.PersistAsync(Entry(id), "x"u8.ToArray(), CancellationToken.None);
        }

        string key = (await ListAsync()).Single(stored => stored.Entry!.RecordId == "a").Key;
        await _store.RemoveAsync(key, CancellationToken.None);
        await _store.RemoveAsync(key, CancellationToken.None);
        await _store.RemoveAsync("no/such/entry", CancellationToken.None);
        Assert.Equal(["a.1", "a1"], (await ListAsync()).Select(stored => stored.Entry!.RecordId!).Order());
        Assert.Equal(4, _folder.Files.Count);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("job/../x")]
    [InlineData("/a/b/c")]
    [InlineData("job/batch")]
    [InlineData("job/batch/x.json")]
    [InlineData("job\\a/batch/x")]
    [InlineData("")]
    public async Task Takes_no_key_that_leads_elsewhere(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _store.ReadPayloadAsync(key, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.RemoveAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task A_failure_on_the_way_leaves_what_was_there_before()
    {
        await _store.PersistAsync(Entry("a"), "old"u8.ToArray(), CancellationToken.None);

        // A folder where the metadata of a second entry belongs, and where the payload of a third does.
        await _store.PersistAsync(Entry("b"), "b"u8.ToArray(), CancellationToken.None);
        File.Delete(PathOf("b", ".json"));
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(PathOf("a", ".json"))!, "publish_b.json"));
        await Assert.ThrowsAnyAsync<Exception>(() => _store.PersistAsync(Entry("b"), "b"u8.ToArray(), CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.PersistAsync(Entry("a"), "new"u8.ToArray(), new CancellationToken(canceled: true)));

        List<StoredFallback> all = await ListAsync();
        Assert.Equal([("a", null), (null, "half")], all.Select(stored => (stored.Entry?.RecordId, stored.Problem is null ? null : "half")));
        Assert.Equal("old"u8.ToArray(), (await _store.ReadPayloadAsync(all[0].Key, CancellationToken.None)).ToArray());
        Assert.DoesNotContain(_folder.Files, file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_is_away_refuses_and_takes_records_again_when_it_is_back()
    {
        await _store.PersistAsync(Entry("a"), "a"u8.ToArray(), CancellationToken.None);
        Directory.Move(_folder["root"], _folder["elsewhere"]);
        await File.WriteAllTextAsync(_folder["root"], "in the way");
        await Assert.ThrowsAnyAsync<IOException>(() => _store.PersistAsync(Entry("b"), "b"u8.ToArray(), CancellationToken.None));
        File.Delete(_folder["root"]);
        Directory.Move(_folder["elsewhere"], _folder["root"]);
        await _store.PersistAsync(Entry("b"), "b"u8.ToArray(), CancellationToken.None);
        Assert.Equal(["a", "b"], (await ListAsync()).Select(stored => stored.Entry!.RecordId));
    }

    private string PathOf(string id, string extension) =>
        _folder[_folder.Files.Single(file => Path.GetFileName(file).StartsWith($"publish_{id}.", StringComparison.Ordinal)
            && file.EndsWith(extension, StringComparison.Ordinal))];

    private async Task<List<StoredFallback>> ListAsync(string? job = null) => await _store.ListAsync(job, CancellationToken.None).ToListAsync();

    private static FallbackEntry Entry(string? recordId, string job = "job") => new()
    {
        Job = job,
        Stage = "publish",
        BatchId = Batch,
        RecordId = recordId,
        Attempts = 5,
        FailureKind = "exhausted",
        Message = "no",
        FailedAt = DateTimeOffset.UnixEpoch,
    };
}
