using System.Data.Common;

namespace BatchGen;

/// <summary>
/// A store whose transactions a handler can take part in, by a parameter of type <see cref="DbTransaction"/> (or a provider's own) of its
/// stage method: what it writes there and the mark that its record is done are one, so its effect happens once (standard 1.3).
/// </summary>
public interface ITransactionalIdempotencyStore : IIdempotencyStore
{
    /// <summary>Begins a transaction for one attempt at a record, and marks the record as done within it.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when the record was already done and is to be skipped.</returns>
    ValueTask<IRecordTransaction?> BeginAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken);
}

/// <summary>One attempt's transaction; rolled back by disposal unless it was committed.</summary>
public interface IRecordTransaction : IAsyncDisposable
{
    /// <summary>What the handler takes part in.</summary>
    DbTransaction Transaction { get; }

    /// <summary>Makes the handler's effect and the record's mark durable, together.</summary>
    /// <param name="cancellationToken">Gives up; whether it was committed is then unknown, and the next attempt finds out.</param>
    ValueTask CommitAsync(CancellationToken cancellationToken);
}
