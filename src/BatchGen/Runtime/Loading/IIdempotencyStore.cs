namespace BatchGen;

/// <summary>
/// Remembers which records of which batches a consumer group has done, for load stages with <c>Deduplicate</c> (standard 1.3).
/// </summary>
public interface IIdempotencyStore
{
    /// <summary>Claims a record for handling.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the record was already done and is to be skipped.</returns>
    ValueTask<bool> TryClaimAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken);

    /// <summary>Marks a record as done; after this it is skipped.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask MarkDoneAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken);
}
