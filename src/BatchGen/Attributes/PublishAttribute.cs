namespace BatchGen;

/// <summary>
/// The stage that writes records to a topic (standard 1.2, 4.1): at least 5 attempts, 30 seconds apart or more (standard 3.2). It
/// stands on a <c>partial</c> method without a body; the generator writes the body. What still fails after the last attempt goes to
/// the fallback store.
/// </summary>
/// <remarks>
/// The method takes the payload, and may also take a <see cref="BatchContext"/> and a <see cref="CancellationToken"/>, in any
/// order; it returns <c>Task</c> or <c>ValueTask</c>, complete when every in-sync replica has the record (<c>acks=all</c>).
/// </remarks>
/// <param name="topic">The topic, <c>{domain}.{entity}.{version}</c>, for example <c>people.ingest.v1</c>.</param>
public sealed class PublishAttribute(string topic) : StageAttribute
{
    /// <summary>The topic, as given to the constructor.</summary>
    public string Topic { get; } = topic;

    /// <summary>How record batches are compressed (standard 4.3). Default: <see cref="CompressionType.Zstd"/>.</summary>
    public CompressionType CompressionType { get; set; } = CompressionType.Zstd;

    /// <summary>How long the producer waits to fill a batch, in milliseconds, 0 to 10 (standard 4.3). Default: 5.</summary>
    public int LingerMs { get; set; } = 5;
}
