using System.Text.Json.Serialization;
using BatchGen.Runtime;
using CsCheck;

namespace BatchGen.Tests.Spooling;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_written_is_read_in_its_order()
    {
        string[][] cases = Gen.String.Array[0, 50].Array[30].Single();
        foreach (string[] texts in cases.Append(["a\nb", "\r\n", "\u2028", "\"}{", "", "ö✓"]))
        {
            string[] clean = [.. texts.Select(text => text.Replace("\uFFFD", "", StringComparison.Ordinal)).Where(text => !text.Any(char.IsSurrogate))];
            DateTimeOffset at = new(2026, 8, 22, 2, 15, 3, TimeSpan.FromHours(2));
            await WriteAsync("s", clean.Select(text => new Row(text, text.Length)), at);
            List<Spooled<Row>> read = await ReadAsync("s");
            Assert.Equal(clean, read.Select(row => row.Record.Text));
            Assert.Equal(Enumerable.Range(0, clean.Length).Select(i => (long)i), read.Select(row => row.Ordinal));
            Assert.All(read, row => Assert.Equal(at, row.IngestedAt));
        }
    }

    [Fact]
    public async Task Nothing_is_seen_before_the_commit_and_nothing_stays_without_it()
    {
        await using (SpoolWriter<Row> writer = new(_folder["s"], SpoolJson.Default.Row))
        {
            await writer.WriteAsync(DateTimeOffset.UnixEpoch, new Row("a", 1));
            Assert.False(File.Exists(_folder["s"]));
        }

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_leaves_no_trace()
    {
        await using (SpoolWriter<Row> writer = new(_folder["s"], SpoolJson.Default.Row))
        {
            await writer.WriteAsync(DateTimeOffset.UnixEpoch, new Row("a", 1));
            Assert.ThrowsAny<Exception>(() => writer.Prepare(DateTimeOffset.UnixEpoch, [new Row("good", 1), new Row("bad", double.NaN)]));
            await writer.WriteAsync(DateTimeOffset.UnixEpoch, new Row("b", 2));
            await writer.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(["a", "b"], (await ReadAsync("s")).Select(row => row.Record.Text));
    }

    [Fact]
    public async Task A_missing_file_says_that_the_stage_before_has_not_run()
    {
        MissingSpoolException exception = await Assert.ThrowsAsync<MissingSpoolException>(() => ReadAsync("s"));
        Assert.Equal(ExitCodes.NoInput, ExitCodes.Of(exception));
    }

    [Theory]
    [InlineData("""{"ingested_at":"2026-08-22T00:00:00Z","record":{"Text":"a","Number":"x"}}""")]
    [InlineData("""{"ingested_at":"yesterday","record":{"Text":"a","Number":1}}""")]
    [InlineData("""{"ingested_at":"2026-08-22T00:00:00Z","rec""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    public async Task A_damaged_line_is_named_and_no_attempt_is_worth_it(string line)
    {
        await WriteAsync("s", [new Row("a", 1)], DateTimeOffset.UnixEpoch);
        await File.AppendAllTextAsync(_folder["s"], line + "\n");
        PermanentFailureException exception = await Assert.ThrowsAsync<PermanentFailureException>(() => ReadAsync("s"));
        Assert.Contains("Line 2 of", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_without_its_line_break_is_damage_too()
    {
        await WriteAsync("s", [new Row("a", 1), new Row("b", 2)], DateTimeOffset.UnixEpoch);
        byte[] bytes = await File.ReadAllBytesAsync(_folder["s"]);
        await File.WriteAllBytesAsync(_folder["s"], bytes[..^10]);
        await Assert.ThrowsAsync<PermanentFailureException>(() => ReadAsync("s"));
    }

    [Fact]
    public async Task A_large_file_takes_little_memory()
    {
        const int rows = 20_000;
        string text = new('x', 2_000);
        await WriteAsync("s", Enumerable.Range(0, rows).Select(i => new Row(text, i)), DateTimeOffset.UnixEpoch);
        Assert.True(new FileInfo(_folder["s"]).Length > 40_000_000);

        long before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        long sum = 0;
        await foreach (Spooled<Row> row in SpoolReader.ReadAsync(_folder["s"], SpoolJson.Default.Row, CancellationToken.None))
        {
            sum += (long)row.Record.Number;
            if (row.Ordinal % 4_000 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(rows * (rows - 1L) / 2, sum);
        Assert.InRange(peak, 0, 4 << 20);
    }

    private async Task WriteAsync(string name, IEnumerable<Row> rows, DateTimeOffset ingestedAt)
    {
        await using SpoolWriter<Row> writer = new(_folder[name], SpoolJson.Default.Row);
        foreach (Row row in rows)
        {
            await writer.WriteAsync(ingestedAt, row);
        }

        await writer.CommitAsync(CancellationToken.None);
    }

    private async Task<List<Spooled<Row>>> ReadAsync(string name) =>
        await SpoolReader.ReadAsync(_folder[name], SpoolJson.Default.Row, CancellationToken.None).ToListAsync();
}

internal sealed record Row(string Text, double Number);

[JsonSerializable(typeof(Row))]
internal sealed partial class SpoolJson : JsonSerializerContext;
