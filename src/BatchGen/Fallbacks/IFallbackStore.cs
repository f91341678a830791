namespace BatchGen;

/// <summary>
/// A durable place for records that every attempt has failed for (standard 3.3). Register one as a singleton to use it for every job
/// instead of the store that <see cref="FallbackAttribute"/> or the configuration names.
/// </summary>
public interface IFallbackStore
{
    /// <summary>Where it is, for people: a folder, a bucket.</summary>
    string Location { get; }

    /// <summary>
    /// Stores one record durably. When this returns, the record survives a crash; storing the same record again replaces it.
    /// </summary>
    /// <param name="entry">What happened, and where the record belongs.</param>
    /// <param name="payload">The record's bytes, exactly.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PersistAsync(FallbackEntry entry, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
