using System.Text;
using Amazon.S3.Model;

namespace BatchGen.S3.Tests;

/// <summary>What the store keeps, against a real server that all of these tests share; each has a prefix of its own.</summary>
public sealed class S3FallbackStoreTests(S3Server server) : S3Test
{
    private readonly string _prefix = $"t{Guid.NewGuid():N}";

    private string Place => $"s3://{S3Server.Bucket}/{_prefix}";

    [Fact]
    public async Task Keeps_the_bytes_and_every_part_of_the_entry()
    {
        IFallbackArchive store = server.Open(Place);
        byte[] payload = new byte[1_000_000];
        new Random(4).NextBytes(payload);
        FallbackEntry entry = Entries.Of("people/1") with
        {
            Stage = "load",
            Topic = "people.ingest.v1",
            Partition = 3,
            Offset = 7,
            Group = "people.load",
            Timestamp = 5,
            Key = [],
            Headers = [new("a", [9]), new("b", []), new("a", null)],
        };
        await store.PersistAsync(entry, payload, CancellationToken.None);
        await store.PersistAsync(Entries.Of("empty") with { ValueIsNull = true }, ReadOnlyMemory<byte>.Empty, CancellationToken.None);

        List<StoredFallback> all = await store.AllAsync();
        StoredFallback stored = all.Single(stored => stored.Entry!.RecordId == "people/1");
        Assert.Equal((null, payload.Length), (stored.Problem, stored.PayloadSize));
        Assert.Equal(entry, stored.Entry! with { Key = entry.Key, Headers = entry.Headers });
        Assert.Equal([], stored.Entry!.Key!);
        Assert.Equal(["a 09", "b ", "a null"], stored.Entry.Headers.Select(header => $"{header.Name} {(header.Value is { } value ? Convert.ToHexString(value) : "null")}"));
        Assert.Equal(payload, (await store.ReadPayloadAsync(stored.Key, CancellationToken.None)).ToArray());

        StoredFallback empty = all.Single(stored => stored.Entry!.RecordId == "empty");
        Assert.True(empty.Entry!.ValueIsNull);
        Assert.Null(empty.Entry.Key);
        Assert.Equal(0, (await store.ReadPayloadAsync(empty.Key, CancellationToken.None)).Length);
        Assert.Equal(Place, store.Location);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Lists_by_pages_whatever_falls_on_their_borders(int pageSize)
    {
        IFallbackArchive store = server.OpenPaged(Place, pageSize);
        string[] ids = [.. Enumerable.Range(0, 8).Select(i => $"r{i}"), "r1.5", "r1-5", "r1/5", "r"];
        foreach (string job in new[] { "people", "planets" })
        {
            foreach (string id in ids)
            {
                await store.PersistAsync(Entries.Of(id, job), Encoding.UTF8.GetBytes($"{job} {id}"), CancellationToken.None);
            }
        }

        List<StoredFallback> all = await store.AllAsync();
        Assert.All(all, stored => Assert.Null(stored.Problem));
        Assert.Equal(2 * ids.Length, all.Count);
        Assert.Equal(all.Select(stored => stored.Key).Order(StringComparer.Ordinal), all.Select(stored => stored.Key));
        Assert.Equal(ids.Order(), (await store.AllAsync("people")).Select(stored => stored.Entry!.RecordId!).Order());
        Assert.Empty(await store.AllAsync("peopl"));
        Assert.Equal(3, await store.ListAsync(null, CancellationToken.None).Take(3).CountAsync());
    }

    [Fact]
    public async Task A_repeated_failure_of_the_same_record_replaces_its_entry()
    {
        IFallbackArchive store = server.Open(Place);
        await store.PersistAsync(Entries.Of("a"), "old"u8.ToArray(), CancellationToken.None);
        await store.PersistAsync(Entries.Of("b"), "other"u8.ToArray(), CancellationToken.None);
        await store.PersistAsync(Entries.Of("a") with { Attempts = 6 }, "newer"u8.ToArray(), CancellationToken.None);
        List<StoredFallback> all = await store.AllAsync();
        Assert.Equal([("a", 6, 5L, null), ("b", 5, 5L, null)], all.Select(stored => (stored.Entry!.RecordId, stored.Entry.Attempts, stored.PayloadSize, stored.Problem)));
        Assert.Equal("newer"u8.ToArray(), (await store.ReadPayloadAsync(all[0].Key, CancellationToken.None)).ToArray());

        await store.RemoveAsync(all[0].Key, CancellationToken.None);
        await store.RemoveAsync(all[0].Key, CancellationToken.None);
        Assert.Equal("b", Assert.Single(await store.AllAsync()).Entry!.RecordId);
        Assert.Equal(2, (await ObjectsAsync()).Count);
    }

    [Fact]
    public async Task Keeps_records_apart_whatever_they_are_called()
    {
        IFallbackArchive store = server.Open(Place);
        string[] ids =
        [
            "../../x", "..", "/", "//", "a/b", "a_b", "A_B", "a b", "a%2Fb", "a+b", "ÄÖ✓", "😀", "\u0001", "a\r\nb", "?x=1&y=2#z", "\ud800", new string('x', 1024), new string('x', 1023) + "y",
            "*", "<>&\"'",
        ];
        foreach (string id in ids)
        {
            await store.PersistAsync(Entries.Of(id, job: id), Encoding.Unicode.GetBytes(id), CancellationToken.None);
        }

        List<StoredFallback> all = await store.AllAsync();
        Assert.Equal(ids.Length, all.Count);
        foreach (StoredFallback stored in all)
        {
            byte[] payload = (await store.ReadPayloadAsync(stored.Key, CancellationToken.None)).ToArray();
            Assert.Contains(Encoding.Unicode.GetString(payload), ids.Append("\ufffd"));
            Assert.Equal(payload, Encoding.Unicode.GetBytes(stored.Entry!.RecordId!));
        }

        Assert.All(await ObjectsAsync(), name => Assert.Matches("^[a-z0-9_@/.-]+$", name));
    }

    [Fact]
    public async Task Lists_damaged_and_half_entries_with_what_is_wrong_and_reads_none_of_them()
    {
        IFallbackArchive store = server.Open(Place);
        foreach (string id in new[] { "broken", "cut", "flipped", "gone", "half", "tampered", "whole" })
        {
            await store.PersistAsync(Entries.Of(id), Encoding.UTF8.GetBytes(id), CancellationToken.None);
        }

        await PutAsync("broken", ".json", "{\"job\":");
        await PutAsync("cut", ".payload", "c");
        await PutAsync("flipped", ".payload", "flopped");
        await server.Raw.DeleteObjectAsync(S3Server.Bucket, await NameAsync("gone", ".payload"));
        await server.Raw.DeleteObjectAsync(S3Server.Bucket, await NameAsync("half", ".json"));
        await PutAsync("tampered", ".json", "{}", sha256: new string('0', 64));

        List<StoredFallback> all = await store.AllAsync();
        Assert.Equal(
            [
                ("broken", 6L, "the metadata cannot be read"),
                ("cut", 1, "the payload has 1 bytes, but 3 were stored"),
                ("flipped", 7, ""),
                ("gone", -1, "the payload is missing"),
                ("half", 4, "the metadata is missing"),
                ("tampered", 8, $"{Place}/people-ingest/{Entries.Batch}/publish_tampered.json is not what was written there"),
                ("whole", 5, ""),
            ],
            all.Select(stored => (stored.Key.Split("publish_")[1], stored.PayloadSize, (stored.Problem ?? "").Split([" (", ": "], default)[0])));
        foreach (StoredFallback stored in all.SkipLast(1))
        {
            InvalidDataException exception =
                await Assert.ThrowsAsync<InvalidDataException>(() => store.ReadPayloadAsync(stored.Key, CancellationToken.None));
            Assert.Contains($"{stored.Key} in {Place}", exception.Message, StringComparison.Ordinal);
        }

        foreach (StoredFallback stored in all)
        {
            await store.RemoveAsync(stored.Key, CancellationToken.None);
        }

        Assert.Empty(await ObjectsAsync());
    }

    [Theory]
    [InlineData("../../secrets")]
    [InlineData("a/b")]
    [InlineData("a/b/c.json")]
    public async Task Takes_no_key_that_leads_elsewhere(string key)
    {
        IFallbackArchive store = server.Open(Place);
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadPayloadAsync(key, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.RemoveAsync(key, CancellationToken.None));
    }

    private async Task<List<string>> ObjectsAsync()
    {
        ListObjectsV2Response page = await server.Raw.ListObjectsV2Async(new() { BucketName = S3Server.Bucket, Prefix = _prefix + '/' });
        return [.. (page.S3Objects ?? []).Select(found => found.Key)];
    }

    private async Task<string> NameAsync(string id, string extension) =>
        (await ObjectsAsync()).Single(name => name.Contains($"/publish_{id}.", StringComparison.Ordinal) && name.EndsWith(extension, StringComparison.Ordinal));

    private async Task PutAsync(string id, string extension, string content, string? sha256 = null)
    {
        PutObjectRequest request = new() { BucketName = S3Server.Bucket, Key = await NameAsync(id, extension), ContentBody = content, UseChunkEncoding = false };
        if (sha256 is not null)
        {
            request.Metadata["x-amz-meta-sha256"] = sha256;
        }

        await server.Raw.PutObjectAsync(request);
    }
}
