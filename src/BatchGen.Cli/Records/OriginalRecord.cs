using Confluent.Kafka;

namespace BatchGen.Cli.Records;

/// <summary>A record as it was before it failed: what a replay sends, byte for byte. Null and empty are not the same.</summary>
/// <param name="key">The key.</param>
/// <param name="value">The value.</param>
/// <param name="headers">The headers, in their order; a name may repeat.</param>
/// <param name="timestamp">Unix milliseconds; null when it is not known (the replay's own time is then taken).</param>
internal sealed class OriginalRecord(byte[]? key, byte[]? value, IReadOnlyList<IHeader> headers, long? timestamp)
{
    private readonly Lazy<string> _hash = new(() => ContentHash.Of(key, value, headers));

    public byte[]? Key => key;

    public byte[]? Value => value;

    public IReadOnlyList<IHeader> Headers => headers;

    public long? Timestamp => timestamp;

    /// <summary>See <see cref="ContentHash"/>.</summary>
    public string Hash => _hash.Value;

    public long Size => (Key?.Length ?? 0) + (Value?.Length ?? 0) + Headers.Sum(header => header.Key.Length + (header.GetValueBytes()?.Length ?? 0));

    public static OriginalRecord Of(ConsumeResult<byte[]?, byte[]?> result) => new(
        result.Message.Key, result.Message.Value, [.. result.Message.Headers], KnownTimestamp(result.Message.Timestamp.UnixTimestampMs));

    /// <summary>The client takes 0 for "now", and has no timestamp before it.</summary>
    public static long? KnownTimestamp(long? milliseconds) => milliseconds > 0 ? milliseconds : null;

    /// <summary>The same with the time of the replay.</summary>
    public OriginalRecord WithoutTimestamp() => new(key, value, headers, timestamp: null);

    public Message<byte[], byte[]> ToMessage()
    {
        Headers headers = [];
        foreach (IHeader header in Headers)
        {
            headers.Add(header.Key, header.GetValueBytes());
        }

        return new Message<byte[], byte[]>
        {
            Key = Key!,
            Value = Value!,
            Headers = headers,
            Timestamp = Timestamp is { } milliseconds ? new Timestamp(milliseconds, TimestampType.CreateTime) : Confluent.Kafka.Timestamp.Default,
        };
    }
}
