using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <content>Handlers of many records.</content>
public sealed partial class LoadWorker
{
    /// <summary>
    /// Takes the next records of one partition, up to the stage's batch size; when there are fewer, waits for more, at most for the
    /// stage's batch wait.
    /// </summary>
    /// <returns>Null when there is none; the loop ends, and the engine starts another when there is.</returns>
    public async ValueTask<IReadOnlyList<ConsumedMessage>?> TakeBatchAsync()
    {
        if (!TryTake(out ConsumedMessage? first))
        {
            return null;
        }

        int size = _services.Stage.BatchSize ?? 1;
        TakeMore(first.Lane!, size);
        if (_inHand.Count < size && _services.Stage.BatchWait > TimeSpan.Zero)
        {
            // SuppressThrowing: that the time is over is the usual end of a batch, and no error.
            await _scheduler.WhenWaiting(first.Lane!, size - _inHand.Count)
                .WaitAsync(_services.Stage.BatchWait, _services.Time, first.Partition.Stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            first.Partition.Stopping.ThrowIfCancellationRequested();
            TakeMore(first.Lane!, size);
        }

        return [.. _inHand];
    }

    /// <summary>Opens the envelopes (standard 4.2). What cannot be read has failed for good.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="messages">The records as they were polled.</param>
    /// <param name="json">How the payload is read.</param>
    public RecordBatch<T> OpenBatch<T>(IReadOnlyList<ConsumedMessage> messages, JsonTypeInfo<T> json)
    {
        RecordBatch<T> batch = new(messages.Count);
        foreach (ConsumedMessage message in messages)
        {
            TryOpen(message, json, out BatchRecord<T>? record, out RecordFailure? failure);
            batch.Items.Add(new RecordBatch<T>.Item(message, record, failure));
        }

        return batch;
    }

    /// <summary>Claims the records, and leaves out those that their batches have already had done, and second copies.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="batch">The records.</param>
    public async ValueTask ClaimBatchAsync<T>(RecordBatch<T> batch)
    {
        HashSet<RecordIdentity> seen = [];
        foreach (RecordBatch<T>.Item item in batch.Open.ToList())
        {
            if (!seen.Add(item.Identity))
            {
                item.Message.Outcome = RecordOutcome.Skipped;
                continue;
            }

            await TryClaimAsync(item.Message, item.Record!).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Runs the handler on all records, with the stage's attempts. When they are used up, on each half, and so on until the bad record
    /// is alone; that one has its attempts, and fails by itself.
    /// </summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="batch">The records.</param>
    /// <param name="handler">The user's handler.</param>
    public ValueTask HandleBatchAsync<T>(RecordBatch<T> batch, RecordBatchHandler<T> handler) =>
        HandleBatchAsync(batch, items => AttemptBatchAsync(items, handler));

    /// <summary>Marks the records that were handled as done for their batches.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="batch">The records.</param>
    public async ValueTask MarkBatchDoneAsync<T>(RecordBatch<T> batch)
    {
        List<RecordBatch<T>.Item> open = [.. batch.Open.Where(static item => item.Failure is null)];
        if (open.Count > 0)
        {
            await RetryStoreAsync(open[0].Message, "mark", token => MarkAsync(open, token)).ConfigureAwait(false);
        }
    }

    /// <summary>Marks them side by side, so that a store can commit them together; those that are marked are taken off the list.</summary>
    private async ValueTask<bool> MarkAsync<T>(List<RecordBatch<T>.Item> open, CancellationToken cancellationToken)
    {
        List<(RecordBatch<T>.Item Item, Task Marking)> marking = [.. open.Select(item => (item, MarkAsync(item.Identity, cancellationToken).AsTask()))];
        try
        {
            await Task.WhenAll(marking.Select(static mark => mark.Marking)).ConfigureAwait(false);
        }
        finally
        {
            foreach ((RecordBatch<T>.Item item, _) in marking.Where(static mark => mark.Marking.IsCompletedSuccessfully))
            {
                open.Remove(item);
                _services.Statistics.CountStored(1);
            }
        }

        return true;
    }

    private async ValueTask HandleBatchAsync<T>(RecordBatch<T> batch, Func<IReadOnlyList<RecordBatch<T>.Item>, ValueTask> attempt)
    {
        List<RecordBatch<T>.Item> items = [.. batch.Open];
        if (items.Count > 0)
        {
            BatchRecord<T> first = items[0].Record!;
            using PublishScope.Entry scope = PublishScope.Enter(_services.Publish?.ScopeFor(first.BatchId, first.IngestedAt, CompensatedBy(items)));
            await HandleItemsAsync(items, attempt, withRetries: true).ConfigureAwait(false);
        }
    }

    /// <summary>What is published for several records cannot be told apart: one of them that makes something good marks it all.</summary>
    private static CompensatedBatch? CompensatedBy<T>(List<RecordBatch<T>.Item> items) =>
        items.Select(item => CompensatedBatch.Of(item.Message)).FirstOrDefault(compensated => compensated is not null);

    private void TakeMore(KeyLane lane, int max)
    {
        int before = _inHand.Count;
        _scheduler.TakeMore(lane, _inHand, max);
        _services.Statistics.CountInFlight(_inHand.Count - before);
    }

    private async ValueTask HandleItemsAsync<T>(
        List<RecordBatch<T>.Item> items, Func<IReadOnlyList<RecordBatch<T>.Item>, ValueTask> attempt, bool withRetries)
    {
        ConsumedMessage first = items[0].Message;
        _attempt = 0;
        try
        {
            if (withRetries || items.Count == 1)
            {
                await _pipeline.RetryAsync(static (call, _) => call.attempt(call.items), (attempt, items), first.Partition.Stopping)
                    .ConfigureAwait(false);
            }
            else
            {
                await attempt(items).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!IsLeaving(exception, first))
        {
            ThrowIfCutShort(exception, first);
            if (items.Count == 1)
            {
                if (!await WasCommittedAsync(first, items[0].Identity).ConfigureAwait(false))
                {
                    items[0].Failure = RecordFailure.Of(exception, _attempt, items[0].Identity.BatchId, items[0].Identity.RecordId);
                }

                return;
            }

            int half = items.Count / 2;
            await HandleItemsAsync(items[..half], attempt, withRetries: false).ConfigureAwait(false);
            await HandleItemsAsync(items[half..], attempt, withRetries: false).ConfigureAwait(false);
        }
    }

    private async ValueTask AttemptBatchAsync<T>(IReadOnlyList<RecordBatch<T>.Item> items, RecordBatchHandler<T> handler)
    {
        ConsumedMessage first = items[0].Message;
        IReadOnlyList<BatchRecord<T>> records = [.. items.Select(static item => item.Record!)];
        await EnsureSlotAsync(first).ConfigureAwait(false);
        _attempt++;
        foreach (BatchRecord<T> record in records)
        {
            record.Attempt = _attempt;
        }

        await _timeout.RunAsync(
            static (call, token) => call.trial is null
                ? call.handler(call.records, call.context, token)
                : call.trial.RunAsync(call.context.Attempt, () => call.handler(call.records, call.context, token), token),
            (handler, records, trial: _services.Trial, context: ContextOf(records[0].BatchId, records[0].IngestedAt, CompensatedBatch.Of(first))),
            first.Partition.Aborted).ConfigureAwait(false);
    }
}
