using System.ComponentModel;
using System.Data.Common;

namespace BatchGen.Runtime;

/// <summary>Handles many records in one call, within the transaction that also marks them as done.</summary>
/// <typeparam name="T">The payload.</typeparam>
/// <param name="records">The records, of one partition and in their order; those that were done before are left out.</param>
/// <param name="transaction">The transaction of this attempt; it is committed or rolled back by its caller.</param>
/// <param name="batch">The batch that the first of them belongs to.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the partition has left.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask TransactionalRecordBatchHandler<T>(
    IReadOnlyList<BatchRecord<T>> records, DbTransaction transaction, BatchContext batch, CancellationToken cancellationToken);

/// <content>Handlers of many records that take part in the idempotency store's transaction.</content>
public sealed partial class LoadWorker
{
    /// <summary>
    /// Runs the handler as <see cref="HandleBatchAsync{T}(RecordBatch{T}, RecordBatchHandler{T})"/> does, each attempt in a transaction of
    /// its own that also marks its records as done; those that were done before are skipped.
    /// </summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="batch">The records.</param>
    /// <param name="handler">The user's handler.</param>
    public ValueTask HandleBatchInTransactionAsync<T>(RecordBatch<T> batch, TransactionalRecordBatchHandler<T> handler)
    {
        _isCommitUnknown = false;
        return HandleBatchAsync(batch, items => AttemptBatchInTransactionAsync(items, handler));
    }

    private async ValueTask AttemptBatchInTransactionAsync<T>(
        IReadOnlyList<RecordBatch<T>.Item> items, TransactionalRecordBatchHandler<T> handler)
    {
        // What an earlier attempt found done stays done.
        RecordBatch<T>.Item[] open = [.. items.Where(static item => item.Message.Outcome != RecordOutcome.Skipped)];
        if (open.Length == 0)
        {
            return;
        }

        ConsumedMessage first = open[0].Message;
        await EnsureSlotAsync(first).ConfigureAwait(false);
        IRecordTransaction? transaction = await BeginAsync(first, [.. open.Select(static item => item.Identity)]).ConfigureAwait(false);
        if (transaction is null)
        {
            Skip(open);
            return;
        }

        int attempt = _attempt + 1;
        List<BatchRecord<T>> records = [];
        List<RecordBatch<T>.Item> repeated = [];
        for (int i = 0; i < open.Length; i++)
        {
            if (transaction.IsNew[i])
            {
                open[i].Record!.Attempt = attempt;
                records.Add(open[i].Record!);
            }
            else if (open.Take(i).Any(earlier => earlier.Identity == open[i].Identity))
            {
                // The second of two that are the same shares the fate of the first, which is not settled yet.
                repeated.Add(open[i]);
            }
            else
            {
                open[i].Message.Outcome = RecordOutcome.Skipped;
            }
        }

        _attempt = attempt;
        BatchContext context = ContextOf(records[0].BatchId, records[0].IngestedAt, CompensatedBatch.Of(first));
        await RunInTransactionAsync(first, transaction, token => TryHandlerAsync(() => handler(records, transaction.Transaction, context, token), token)).ConfigureAwait(false);
        Skip(repeated);
    }

    private static void Skip<T>(IEnumerable<RecordBatch<T>.Item> items)
    {
        foreach (RecordBatch<T>.Item item in items)
        {
            item.Message.Outcome = RecordOutcome.Skipped;
        }
    }
}
