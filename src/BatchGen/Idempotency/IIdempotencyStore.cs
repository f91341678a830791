namespace BatchGen;

/// <summary>
/// Remembers which records of which batches a consumer group has done, for load stages with <c>Deduplicate</c> (standard 1.3). Register
/// one as a singleton to use it for every job instead of the store that the configuration names.
/// </summary>
public interface IIdempotencyStore
{
    /// <summary>Where it is, for people: a file, a database. Never a secret.</summary>
    string Location => GetType().Name;

    /// <summary>Claims a record for handling.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the record was already done and is to be skipped.</returns>
    ValueTask<bool> TryClaimAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken);

    /// <summary>Marks a record as done; after this, also after a crash, it is skipped. Marking a record again changes nothing.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask MarkDoneAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken);
}
