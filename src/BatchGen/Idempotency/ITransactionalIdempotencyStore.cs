using System.Data.Common;

namespace BatchGen;

/// <summary>
/// A store whose transactions a handler can take part in, by a parameter of type <see cref="DbTransaction"/> (or a provider's own) of its
/// stage method: what it writes there and the mark that its record is done are one, so its effect happens once (standard 1.3).
/// </summary>
public interface ITransactionalIdempotencyStore : IIdempotencyStore
{
    /// <summary>The type of its transactions; a handler may ask for it or for one that it derives from.</summary>
    Type TransactionType { get; }

    /// <summary>
    /// Begins a transaction for one attempt at some records, and marks those that were not done before as done within it. Waits for
    /// another transaction that has marked one of them, to see what becomes of it.
    /// </summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="records">The records; the same one may come twice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when all were already done and are to be skipped.</returns>
    ValueTask<IRecordTransaction?> BeginAsync(string group, IReadOnlyList<RecordIdentity> records, CancellationToken cancellationToken);
}

/// <summary>What identifies a record for deduplication, beside its consumer group.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="RecordId">The record.</param>
public readonly record struct RecordIdentity(Guid BatchId, string RecordId);

/// <summary>One attempt's transaction; rolled back by disposal unless it was committed.</summary>
public interface IRecordTransaction : IAsyncDisposable
{
    /// <summary>What the handler takes part in.</summary>
    DbTransaction Transaction { get; }

    /// <summary>
    /// For each of the records, in their order: whether this transaction marks it as done. False: it was done before, or is the second
    /// of two that are the same, and is to be skipped.
    /// </summary>
    IReadOnlyList<bool> IsNew { get; }

    /// <summary>Makes the handler's effect and the record's mark durable, together.</summary>
    /// <param name="cancellationToken">Gives up; whether it was committed is then unknown, and the next attempt finds out.</param>
    ValueTask CommitAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Rolls back although the handler still runs: it has ignored its token and was left behind. Whatever it does from now on has no
    /// effect. The transaction is disposed when the handler has come back.
    /// </summary>
    ValueTask AbortAsync();
}
