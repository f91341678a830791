namespace BatchGen.Cli.Output;

/// <summary>Bytes in JSON: always as base64, and as text where they are text.</summary>
/// <param name="Text">The text, or null when the bytes are no UTF-8 text.</param>
/// <param name="Base64">The bytes.</param>
internal sealed record ShownBytes(string? Text, byte[] Base64)
{
    public static ShownBytes? Of(byte[]? bytes) => bytes is null ? null : new ShownBytes(PlainText.Decode(bytes), bytes);
}

/// <summary>A header in JSON.</summary>
internal sealed record ShownHeader(string Name, ShownBytes? Value)
{
    public static IReadOnlyList<ShownHeader> Of(IEnumerable<Confluent.Kafka.IHeader> headers) =>
        [.. headers.Select(header => new ShownHeader(header.Key, ShownBytes.Of(header.GetValueBytes())))];
}
