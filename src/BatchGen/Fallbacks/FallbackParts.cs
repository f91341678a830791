namespace BatchGen.Fallbacks;

/// <summary>What a store's listing found of one entry, and what it makes of it.</summary>
/// <param name="key">The entry's key.</param>
internal sealed class FallbackParts(string key)
{
    private readonly Dictionary<string, long> _payloads = new(StringComparer.Ordinal);

    public string Key => key;

    public bool HasMetadata { get; private set; }

    public void AddMetadata() => HasMetadata = true;

    public void AddPayload(string path, long size) => _payloads[path] = size;

    /// <summary>The entry without metadata: whoever wrote it was stopped before its end, so nobody was told that the record is here.</summary>
    public StoredFallback Half() =>
        new(key, Entry: null, AnySize(), "the metadata is missing: the payload was written, but its writer did not get further");

    /// <summary>The entry whose metadata cannot be read.</summary>
    public StoredFallback Damaged(string problem) => new(key, Entry: null, AnySize(), problem);

    public StoredFallback Of(FallbackMetadata metadata)
    {
        if (!_payloads.TryGetValue(FallbackNames.PayloadOf(key, metadata.PayloadSha256), out long size))
        {
            return new StoredFallback(key, metadata.Entry, -1, "the payload is missing");
        }

        string? problem = size == metadata.PayloadSize ? null : $"the payload has {size} bytes, but {metadata.PayloadSize} were stored";
        return new StoredFallback(key, metadata.Entry, size, problem);
    }

    private long AnySize() => _payloads.Count == 0 ? -1 : _payloads.Values.First();
}
