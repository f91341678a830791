using System.Text;
using Confluent.Kafka;

namespace BatchGen.Testing;

/// <summary>A record read back from a topic of the embedded broker.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset in the partition.</param>
/// <param name="Timestamp">The producer's time of the record, to the millisecond.</param>
/// <param name="Key">The key's bytes; null when the record has none, which is not the same as empty.</param>
/// <param name="Value">The value's bytes; null for a tombstone.</param>
/// <param name="Headers">The headers in their order; a name may repeat.</param>
public sealed record EmbeddedRecord(
    string Topic,
    int Partition,
    long Offset,
    DateTimeOffset Timestamp,
    ReadOnlyMemory<byte>? Key,
    ReadOnlyMemory<byte>? Value,
    IReadOnlyList<EmbeddedHeader> Headers)
{
    /// <summary>The key as UTF-8; null when there is none.</summary>
    public string? KeyText => EmbeddedHeader.Decode(Key);

    /// <summary>The value as UTF-8; null when there is none.</summary>
    public string? ValueText => EmbeddedHeader.Decode(Value);

    /// <summary>The last header of that name as UTF-8; null when it is absent or null.</summary>
    /// <param name="name">The header's name, case-sensitive.</param>
    public string? HeaderText(string name) => Headers.LastOrDefault(header => header.Name == name)?.Text;

    /// <summary>The record on one line, with long or binary parts cut.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append('[').Append(Partition).Append("]@").Append(Offset)
            .Append(" key=").Append(EmbeddedHeader.Show(Key)).Append(" value=").Append(EmbeddedHeader.Show(Value));
        foreach (var header in Headers)
        {
            text.Append(' ').Append(header);
        }

        return text.ToString();
    }

    internal static EmbeddedRecord From(ConsumeResult<byte[]?, byte[]?> result) => new(
        result.Topic,
        result.Partition,
        result.Offset,
        new DateTimeOffset(result.Message.Timestamp.UtcDateTime),
        Bytes(result.Message.Key),
        Bytes(result.Message.Value),
        [.. result.Message.Headers.Select(static header => new EmbeddedHeader(header.Key, Bytes(header.GetValueBytes())))]);

    // Without the cast the null would take the implicit conversion from an array, and come out as empty memory.
    private static ReadOnlyMemory<byte>? Bytes(byte[]? bytes) => bytes is null ? null : (ReadOnlyMemory<byte>?)bytes;
}
