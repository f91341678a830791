namespace BatchGen;

/// <summary>A fallback store that can also be read: what <c>batchgen fallback</c> lists, shows and replays (standard 3.3).</summary>
public interface IFallbackArchive : IFallbackStore
{
    /// <summary>Lists what is in the store, in the ordinal order of its keys. An entry that cannot be read is listed with its problem, never left out.</summary>
    /// <param name="job">Only this job's; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    IAsyncEnumerable<StoredFallback> ListAsync(string? job, CancellationToken cancellationToken);

    /// <summary>Reads an entry's bytes, exactly as they were stored.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The text is no key of this store.</exception>
    /// <exception cref="InvalidDataException">The entry is damaged, or not there.</exception>
    Task<ReadOnlyMemory<byte>> ReadPayloadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes an entry, payload and metadata; one that is gone already is no error.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The text is no key of this store.</exception>
    Task RemoveAsync(string key, CancellationToken cancellationToken);
}

/// <summary>One entry of a fallback store.</summary>
/// <param name="Key">Its name in the store, stable over time: a path or object key without extension.</param>
/// <param name="Entry">What happened; null when the metadata cannot be read.</param>
/// <param name="PayloadSize">The payload's size in bytes; -1 when it is missing.</param>
/// <param name="Problem">Why the entry cannot be used, or null.</param>
public sealed record StoredFallback(string Key, FallbackEntry? Entry, long PayloadSize, string? Problem);
