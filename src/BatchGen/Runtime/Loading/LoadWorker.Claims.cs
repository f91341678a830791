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
            token => Idempotency.TryClaimAsync(_services.Stage.Group!, record.BatchId, record.RecordId, token)).ConfigureAwait(false);
        message.Outcome = claimed ? RecordOutcome.Processed : RecordOutcome.Skipped;
        return claimed;
    }

    /// <summary>Marks the record as done for its batch.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="message">The record as it was polled.</param>
    /// <param name="record">The record.</param>
    public async ValueTask MarkDoneAsync<T>(ConsumedMessage message, BatchRecord<T> record) =>
        await RetryStoreAsync(
            message,
            async token =>
            {
                await Idempotency.MarkDoneAsync(_services.Stage.Group!, record.BatchId, record.RecordId, token).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);

    /// <summary>A store that is away is waited for, because skipping it would either lose the record or handle it twice.</summary>
    private async ValueTask<bool> RetryStoreAsync(ConsumedMessage message, Func<CancellationToken, ValueTask<bool>> call)
    {
        while (true)
        {
            try
            {
                return await call(message.Partition.Aborted).ConfigureAwait(false);
            }
            catch (Exception exception) when (!IsLeaving(exception, message))
            {
                await HoldAsync(message, $"the idempotency store does not answer ({exception.Message})").ConfigureAwait(false);
            }
        }
    }
}
