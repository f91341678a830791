using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <summary>One record of a spool: its place from 0, when it was extracted, and what it is.</summary>
internal readonly record struct Spooled<T>(long Ordinal, DateTimeOffset IngestedAt, T Record);

/// <summary>The stage before has not run for this batch.</summary>
internal sealed class MissingSpoolException(string path)
    : PermanentFailureException($"There is no '{path}': the stage before this one has not run for this batch.");

/// <summary>Reads what <see cref="SpoolWriter{T}"/> wrote, one line at a time.</summary>
internal static class SpoolReader
{
    /// <exception cref="MissingSpoolException">There is no file: the stage before has to run first.</exception>
    /// <exception cref="PermanentFailureException">The file is damaged: the stage before has to run again.</exception>
    public static async IAsyncEnumerable<Spooled<T>> ReadAsync<T>(
        string path, JsonTypeInfo<T> json, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new MissingSpoolException(path);
        }

        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        PipeReader pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        try
        {
            long ordinal = 0;
            while (true)
            {
                ReadResult result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                ReadOnlySequence<byte> buffer = result.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    yield return Parse(buffer.Slice(0, end), ordinal++, json, path);
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }

                if (result.IsCompleted)
                {
                    if (!buffer.IsEmpty)
                    {
                        throw new PermanentFailureException($"Line {ordinal + 1} of '{path}' is damaged: it has no end.");
                    }

                    yield break;
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static Spooled<T> Parse<T>(ReadOnlySequence<byte> line, long ordinal, JsonTypeInfo<T> json, string path)
    {
        try
        {
            Utf8JsonReader reader = new(line);
            reader.Read();
            reader.Read();
            reader.Read();
            DateTimeOffset ingestedAt = reader.GetDateTimeOffset();
            reader.Read();
            reader.Read();
            return new Spooled<T>(ordinal, ingestedAt, JsonSerializer.Deserialize(ref reader, json)!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new PermanentFailureException($"Line {ordinal + 1} of '{path}' is damaged: {exception.Message}", exception);
        }
    }
}
