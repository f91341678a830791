using System.ComponentModel;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>Handles one record within the transaction that also marks it as done.</summary>
/// <typeparam name="T">The payload.</typeparam>
/// <param name="record">The record.</param>
/// <param name="transaction">The transaction of this attempt; it is committed or rolled back by its caller.</param>
/// <param name="batch">The batch that the record belongs to.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the partition has left.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask TransactionalRecordHandler<T>(
    BatchRecord<T> record, DbTransaction transaction, BatchContext batch, CancellationToken cancellationToken);

/// <content>Handlers that take part in the idempotency store's transaction: effect and mark are one (standard 1.3).</content>
public sealed partial class LoadWorker
{
    /// <summary>Whether the last attempt's commit ended without telling what became of it.</summary>
    private bool _isCommitUnknown;

    private ITransactionalIdempotencyStore TransactionalStore =>
        _services.Idempotency as ITransactionalIdempotencyStore
        ?? throw new InvalidOperationException("The stage's idempotency store has no transactions.");

    /// <summary>
    /// Skips the record when its batch has already had it done. Otherwise runs the handler as
    /// <see cref="HandleAsync{T}(ConsumedMessage, BatchRecord{T}, RecordHandler{T})"/> does, each attempt in a transaction of its own that
    /// also marks the record as done: both are committed, or neither.
    /// </summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="message">The record as it was polled.</param>
    /// <param name="record">The record.</param>
    /// <param name="handler">The user's handler.</param>
    /// <returns>Null when it was handled or skipped, otherwise why not.</returns>
    /// <exception cref="OperationCanceledException">The partition leaves: the record is not done and not failed.</exception>
    public async ValueTask<RecordFailure?> HandleInTransactionAsync<T>(
        ConsumedMessage message, BatchRecord<T> record, TransactionalRecordHandler<T> handler)
    {
        using Activity? activity = StartActivity(message);
        using PublishScope.Entry scope = PublishScope.Enter(_services.Publish?.ScopeFor(record.BatchId, record.IngestedAt, CompensatedBatch.Of(message)));
        _attempt = 0;
        _isCommitUnknown = false;
        try
        {
            await _pipeline.RetryAsync(
                static (call, _) => call.worker.AttemptInTransactionAsync(call.message, call.record, call.handler),
                (worker: this, message, record, handler),
                message.Partition.Stopping).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (!IsLeaving(exception, message))
        {
            ThrowIfCutShort(exception, message);
            if (await WasCommittedAsync(message, new(record.BatchId, record.RecordId)).ConfigureAwait(false))
            {
                return null;
            }

            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            return RecordFailure.Of(exception, _attempt, record.BatchId, record.RecordId);
        }
    }

    private async ValueTask AttemptInTransactionAsync<T>(ConsumedMessage message, BatchRecord<T> record, TransactionalRecordHandler<T> handler)
    {
        await EnsureSlotAsync(message).ConfigureAwait(false);
        IRecordTransaction? transaction = await BeginAsync(message, [new(record.BatchId, record.RecordId)]).ConfigureAwait(false);
        if (transaction is null)
        {
            message.Outcome = RecordOutcome.Skipped;
            return;
        }

        record.Attempt = ++_attempt;
        BatchContext context = ContextOf(record.BatchId, record.IngestedAt, CompensatedBatch.Of(message));
        await RunInTransactionAsync(message, transaction, token => TryHandlerAsync(() => handler(record, transaction.Transaction, context, token), token)).ConfigureAwait(false);
    }

    private ValueTask TryHandlerAsync(Func<ValueTask> handler, CancellationToken token) =>
        _services.Trial is null ? handler() : _services.Trial.RunAsync(_attempt, handler, token);

    /// <summary>Runs the handler within the attempt's timeout, and commits. However that ends, the transaction has ended then.</summary>
    private async ValueTask RunInTransactionAsync(ConsumedMessage message, IRecordTransaction transaction, Func<CancellationToken, ValueTask> handle)
    {
        Task running = Task.CompletedTask;
        try
        {
            await _timeout.RunAsync(
                (call, token) => new ValueTask(running = call(token).AsTask()), handle, message.Partition.Aborted).ConfigureAwait(false);
            await CommitAsync(message, transaction).ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(message, transaction, running).ConfigureAwait(false);
        }
    }

    private async ValueTask CommitAsync(ConsumedMessage message, IRecordTransaction transaction)
    {
        long started = _services.Time.GetTimestamp();
        try
        {
            await transaction.CommitAsync(message.Partition.Aborted).ConfigureAwait(false);
            _services.Statistics.CountStore("commit", _services.Time.GetElapsedTime(started));
            _services.Statistics.CountStored(transaction.IsNew.Count(static isNew => isNew));
        }
        catch (Exception)
        {
            _isCommitUnknown = true;
            _services.Statistics.CountStoreError("commit");
            throw;
        }
    }

    private async ValueTask EndAsync(ConsumedMessage message, IRecordTransaction transaction, Task running)
    {
        try
        {
            if (running.IsCompleted)
            {
                await transaction.DisposeAsync().ConfigureAwait(false);
                return;
            }

            // The handler was left behind and may still use the transaction: it is ended around it, and given back when it returns.
            _ = running.ContinueWith(
                _ => DisposeAsync(message.Partition.Topic, transaction), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await transaction.AbortAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Committed or not is settled; what is not is rolled back by the store when its connection ends.
            LogNotEnded(_services.Logger, exception, message.Partition.Topic);
        }
    }

    private async Task DisposeAsync(string topic, IRecordTransaction transaction)
    {
        try
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogNotEnded(_services.Logger, exception, topic);
        }
    }

    /// <summary>A store that is away holds the record; that uses up none of its attempts.</summary>
    private async ValueTask<IRecordTransaction?> BeginAsync(ConsumedMessage message, IReadOnlyList<RecordIdentity> records)
    {
        IRecordTransaction? transaction = await RetryStoreAsync(
            message, "begin", token => TransactionalStore.BeginAsync(_services.Stage.Group!, records, token)).ConfigureAwait(false);
        _isCommitUnknown = false;
        return transaction;
    }

    /// <summary>Whether a record's last attempt has failed in its commit only, and was committed all the same.</summary>
    private async ValueTask<bool> WasCommittedAsync(ConsumedMessage message, RecordIdentity record)
    {
        if (!_isCommitUnknown)
        {
            return false;
        }

        // Beginning waits for a commit that is still under way; looking would not.
        await using IRecordTransaction? transaction = await BeginAsync(message, [record]).ConfigureAwait(false);
        return transaction is null;
    }

    [LoggerMessage(101, LogLevel.Warning, "A transaction of {Topic} could not be ended; the store ends it with its connection")]
    private static partial void LogNotEnded(ILogger logger, Exception exception, string topic);
}
