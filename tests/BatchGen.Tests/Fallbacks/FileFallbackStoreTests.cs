using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using BatchGen.Fallbacks;

namespace BatchGen.Tests.Fallbacks;

public sealed class FileFallbackStoreTests : IDisposable
{
    private static readonly Guid Batch = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb");
    private readonly TemporaryFolder _folder = new();
    private readonly FileFallbackStore _store;

    public FileFallbackStoreTests() => _store = new FileFallbackStore(_folder["root"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keeps_the_bytes_and_what_it_takes_to_replay_them()
    {
        byte[] payload = [0, 1, 2, 255];
        FallbackEntry entry = Entry("people/1") with
        {
            Topic = "people.ingest.v1",
            Key = [1, 2],
            Headers = [new("a", [9]), new("a", null)],
            Timestamp = 5,
        };
        await _store.PersistAsync(entry, payload, CancellationToken.None);

        string name = Assert.Single(_folder.Files, file => file.EndsWith(".payload", StringComparison.Ordinal));
        Assert.StartsWith(Path.Combine("root", "job", Batch.ToString()), name, StringComparison.Ordinal);
        Assert.Equal(payload, await File.ReadAllBytesAsync(_folder[name]));
        byte[] metadata = await File.ReadAllBytesAsync(_folder[Assert.Single(_folder.Files, file => file.EndsWith(".json", StringComparison.Ordinal))]);
        FallbackEntry read = JsonSerializer.Deserialize(metadata, FallbackJson.Default.FallbackEntry)!;
        Assert.Equal(entry, read with { Key = entry.Key, Headers = entry.Headers });
        Assert.Equal([1, 2], read.Key!);
        Assert.Equal([("a", "CQ=="), ("a", null)], read.Headers.Select(header => (header.Name, header.Value is { } value ? Convert.ToBase64String(value) : null)));
        using JsonDocument document = JsonDocument.Parse(metadata);
        Assert.Equal("people/1", document.RootElement.GetProperty("record_id").GetString());
    }

    [Fact]
    public async Task Tells_a_record_without_a_key_from_one_with_an_empty_key()
    {
        await _store.PersistAsync(Entry("none") with { Key = null }, new byte[1], CancellationToken.None);
        await _store.PersistAsync(Entry("empty") with { Key = [] }, new byte[1], CancellationToken.None);
        byte[]?[] keys = [.. _folder.Files.Where(file => file.EndsWith(".json", StringComparison.Ordinal))
            .Select(file => JsonSerializer.Deserialize(File.ReadAllBytes(_folder[file]), FallbackJson.Default.FallbackEntry)!)
            .OrderBy(entry => entry.RecordId, StringComparer.Ordinal).Select(entry => entry.Key)];
        Assert.Equal([[], null], keys);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Lets_only_the_owner_read()
    {
        await _store.PersistAsync(Entry("a"), new byte[1], CancellationToken.None);
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (string file in _folder.Files)
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_folder[file]) & others);
        }

        foreach (string folder in Directory.EnumerateDirectories(_folder.Path, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & others);
        }
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\x")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("ÄÖ/✓")]
    public async Task Keeps_hostile_names_inside_its_folder(string name)
    {
        await _store.PersistAsync(Entry(name) with { Job = name }, "x"u8.ToArray(), CancellationToken.None);
        await _store.PersistAsync(Entry(new string('y', 2_000) + name), "y"u8.ToArray(), CancellationToken.None);
        Assert.Equal(4, _folder.Files.Count);
        Assert.All(_folder.Files, file => Assert.StartsWith("root" + Path.DirectorySeparatorChar, file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replaces_the_files_of_the_same_record_and_keeps_those_of_others_apart()
    {
        FallbackEntry[] entries =
        [
            .. new[]
            {
                "a/b", "a_b", "a.b", "A_B", new string('z', 100) + "1", new string('z', 100) + "2", "stage", "7", "\ud800", "\ud801", "\ufffd",
                "a_b_" + new string('0', 32),
            }.Select(Entry),
            Entry("") with { Ordinal = 7 },
            Entry("") with { Ordinal = 8 },
            Entry(null) with { Ordinal = 9 },
            Entry(null),
            Entry("x") with { BatchId = null },
        ];
        foreach (FallbackEntry entry in entries)
        {
            await _store.PersistAsync(entry, Encoding.UTF8.GetBytes($"old {entry.RecordId}"), CancellationToken.None);
            await _store.PersistAsync(entry, Encoding.UTF8.GetBytes($"new {entry.RecordId}"), CancellationToken.None);
        }

        string[] payloads = [.. _folder.Files.Where(file => file.EndsWith(".payload", StringComparison.Ordinal)).Select(file => File.ReadAllText(_folder[file]))];
        Assert.Equal([.. entries.Select(entry => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes($"new {entry.RecordId}"))).Order()], payloads.Order());
        Assert.Equal(entries.Length, _folder.Files.Select(file => file.ToUpperInvariant()).Count(file => file.EndsWith(".JSON", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Tells_records_of_a_topic_apart_by_their_place()
    {
        foreach ((string group, int partition, long offset) in new[] { ("g", 0, 1L), ("g", 0, 2L), ("g", 1, 1L), ("g", 0, 1L), ("h", 0, 1L) })
        {
            await _store.PersistAsync(
                Entry("same") with { Stage = "load", Topic = "t.u.v1", Partition = partition, Offset = offset, Group = group },
                new byte[1],
                CancellationToken.None);
        }

        Assert.Equal(4, _folder.Files.Count(file => file.EndsWith(".json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Leaves_nothing_half_written_when_it_is_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _store.PersistAsync(Entry("a"), new byte[1 << 20], new CancellationToken(canceled: true)));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Fails_when_its_folder_cannot_be_made()
    {
        await File.WriteAllTextAsync(_folder["root"], "a file is in the way");
        await Assert.ThrowsAnyAsync<IOException>(() => _store.PersistAsync(Entry("a"), new byte[1], CancellationToken.None));
    }

    private static FallbackEntry Entry(string? recordId) => new()
    {
        Job = "job",
        Stage = "publish",
        BatchId = Batch,
        RecordId = recordId,
        Attempts = 5,
        FailureKind = "exhausted",
        Message = "no",
        FailedAt = DateTimeOffset.UnixEpoch,
    };
}
