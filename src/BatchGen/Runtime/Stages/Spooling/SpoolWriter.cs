using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <summary>
/// What one stage leaves for the next: a file with one JSON object a line, <c>{"ingested_at":…,"record":{…}}</c>. It is written beside
/// its place and moved there when the stage is done, so that the next stage sees all of it or nothing.
/// </summary>
internal sealed class SpoolWriter<T> : IAsyncDisposable
{
    private const int FlushSize = 64 * 1024;

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _lines = new(4 * 1024);
    private readonly Utf8JsonWriter _writer;
    private readonly JsonTypeInfo<T> _json;
    private readonly T[] _one = new T[1];

    public SpoolWriter(string path, JsonTypeInfo<T> json)
    {
        _path = path;
        _json = json;
        _temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, FlushSize, FileOptions.Asynchronous);

        // One writer for the whole file; it is reset for each line, because a JSON writer writes one value.
        _writer = new Utf8JsonWriter(Stream.Null);
    }

    /// <summary>How many records were written.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// Turns records into lines, which <see cref="AppendAsync"/> writes. What a serializer throws half way leaves nothing behind.
    /// </summary>
    public void Prepare(DateTimeOffset ingestedAt, IReadOnlyList<T> records)
    {
        _lines.ResetWrittenCount();
        foreach (T record in records)
        {
            _writer.Reset(_lines);
            _writer.WriteStartObject();
            _writer.WriteString("ingested_at"u8, ingestedAt.UtcDateTime);
            _writer.WritePropertyName("record"u8);
            JsonSerializer.Serialize(_writer, record, _json);
            _writer.WriteEndObject();
            _writer.Flush();
            _lines.Write("\n"u8);
        }
    }

    /// <summary>Writes what was prepared, all of it or, when the disk fails, an end that no reader will see.</summary>
    public async ValueTask AppendAsync(int count)
    {
        await _file.WriteAsync(_lines.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
        Count += count;
    }

    public ValueTask WriteAsync(DateTimeOffset ingestedAt, T record)
    {
        _one[0] = record;
        Prepare(ingestedAt, _one);
        return AppendAsync(count: 1);
    }

    /// <summary>Flushes the file to the disk and moves it to its place.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _file.FlushAsync(cancellationToken).ConfigureAwait(false);
        _file.Flush(flushToDisk: true);
        await _file.DisposeAsync().ConfigureAwait(false);
        File.Move(_temporary, _path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
        File.Delete(_temporary);
    }
}
