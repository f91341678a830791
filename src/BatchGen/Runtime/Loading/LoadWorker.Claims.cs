namespace BatchGen.Runtime;

/// <content>Skipping what was already done (<c>Deduplicate</c>, standard 1.3).</content>
public sealed partial class LoadWorker
{
    private IIdempotencyStore Idempotency =>
        _services.Idempotency ?? throw new InvalidOperationException("The stage has no Deduplicate, so it has no idempotency store.");

    /// <summary>Claims the record, unless its batch has already had it done.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="message">The record as it was polled.</param>
    /// <param name="record">The record.</param>
    /// <returns>False when it is to be skipped.</returns>
    public async ValueTask<bool> TryClaimAsync<T>(ConsumedMessage message, BatchRecord<T> record)
    {
        bool claimed = await RetryStoreAsync(
            message,
            "claim",
            token => Idempotency.TryClaimAsync(_services.Stage.Group!, record.BatchId, record.RecordId, token)).ConfigureAwait(false);
        message.Outcome = claimed ? RecordOutcome.Processed : RecordOutcome.Skipped;
        return claimed;
    }

    /// <summary>Marks the record as done for its batch.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="message">The record as it was polled.</param>
    /// <param name="record">The record.</param>
    public async ValueTask MarkDoneAsync<T>(ConsumedMessage message, BatchRecord<T> record)
    {
        await RetryStoreAsync(
            message,
            "mark",
            async token =>
            {
                await MarkAsync(new(record.BatchId, record.RecordId), token).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        _services.Statistics.CountStored(1);
    }

    private ValueTask MarkAsync(RecordIdentity record, CancellationToken cancellationToken) =>
        Idempotency.MarkDoneAsync(_services.Stage.Group!, record.BatchId, record.RecordId, cancellationToken);

    /// <summary>
    /// A store that is away is waited for, because skipping it would either lose the record or handle it twice. One that is wrongly
    /// configured will not come back: that stops the consumer.
    /// </summary>
    private async ValueTask<T> RetryStoreAsync<T>(ConsumedMessage message, string call, Func<CancellationToken, ValueTask<T>> run)
    {
        while (true)
        {
            long started = _services.Time.GetTimestamp();
            try
            {
                T result = await run(message.Partition.Aborted).ConfigureAwait(false);
                _services.Statistics.CountStore(call, _services.Time.GetElapsedTime(started));
                return result;
            }
            catch (Exception exception) when (exception is not BatchConfigurationException && !IsLeaving(exception, message))
            {
                _services.Statistics.CountStoreError(call);
                await HoldAsync(message, $"the idempotency store does not answer ({exception.Message})").ConfigureAwait(false);
            }
        }
    }
}
