using System.Diagnostics;
using System.Text;

namespace BatchGen.Runtime;

/// <content>Running the user's handler: attempts, backoff, timeout.</content>
public sealed partial class LoadWorker
{
    private BatchContext? _context;
    private int _attempt;

    /// <summary>
    /// Runs the handler until it succeeds, its attempts are used up, or the failure is permanent. A backoff keeps the record's key
    /// waiting and lets other records have the slot.
    /// </summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="message">The record as it was polled.</param>
    /// <param name="record">The record.</param>
    /// <param name="handler">The user's handler.</param>
    /// <returns>Null when it was handled, otherwise why not.</returns>
    /// <exception cref="OperationCanceledException">The partition leaves: the record is not done and not failed.</exception>
    public async ValueTask<RecordFailure?> HandleAsync<T>(ConsumedMessage message, BatchRecord<T> record, RecordHandler<T> handler)
    {
        using Activity? activity = StartActivity(message);
        using PublishScope.Entry scope = PublishScope.Enter(
            _services.Transactions is null ? _services.Publish?.ScopeFor(record.BatchId, record.IngestedAt, CompensatedBatch.Of(message)) : null);
        _attempt = 0;
        try
        {
            await _pipeline.RetryAsync(
                static (call, _) => call.worker.AttemptAsync(call.message, call.record, call.handler),
                (worker: this, message, record, handler),
                message.Partition.Stopping).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (!IsLeaving(exception, message))
        {
            ThrowIfCutShort(exception, message);
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            return RecordFailure.Of(exception, _attempt, record.BatchId, record.RecordId);
        }
    }

    private static bool IsLeaving(Exception exception, ConsumedMessage message) =>
        exception is OperationCanceledException && message.Partition.Stopping.IsCancellationRequested;

    /// <summary>
    /// An attempt that was aborted because its partition leaves has not failed, whatever the handler made of its cancellation: the
    /// record's next owner gives it all its attempts. (A failed attempt that another would follow ends in the retry's own cancellation.)
    /// </summary>
    private static void ThrowIfCutShort(Exception exception, ConsumedMessage message)
    {
        if (message.Partition.Aborted.IsCancellationRequested)
        {
            throw new OperationCanceledException("The partition has left before the attempt ended.", exception, message.Partition.Stopping);
        }
    }

    private ValueTask AttemptAsync<T>(ConsumedMessage message, BatchRecord<T> record, RecordHandler<T> handler) =>
        _holdsSlot ? AttemptInSlotAsync(message, record, handler) : AttemptWhenSlotIsFreeAsync(message, record, handler);

    private async ValueTask AttemptWhenSlotIsFreeAsync<T>(ConsumedMessage message, BatchRecord<T> record, RecordHandler<T> handler)
    {
        await EnsureSlotAsync(message).ConfigureAwait(false);
        await AttemptInSlotAsync(message, record, handler).ConfigureAwait(false);
    }

    private ValueTask AttemptInSlotAsync<T>(ConsumedMessage message, BatchRecord<T> record, RecordHandler<T> handler)
    {
        record.Attempt = ++_attempt;
        return _services.Transactions is null ? RunAsync(message, record, handler) : RunBufferedAsync(message, record, handler);
    }

    /// <summary>What the attempt publishes leaves with the record's offset, if the attempt succeeds.</summary>
    private async ValueTask RunBufferedAsync<T>(ConsumedMessage message, BatchRecord<T> record, RecordHandler<T> handler)
    {
        BufferedPublishScope published = new(record.BatchId, record.IngestedAt) { Compensates = CompensatedBatch.Of(message) };
        using PublishScope.Entry scope = PublishScope.Enter(published);
        try
        {
            await RunAsync(message, record, handler).ConfigureAwait(false);
            message.Published = published.Close();
        }
        finally
        {
            published.Close();
        }
    }

    private ValueTask RunAsync<T>(ConsumedMessage message, BatchRecord<T> record, RecordHandler<T> handler) => _timeout.RunAsync(
        static (call, token) => call.trial is null
            ? call.handler(call.record, call.context, token)
            : call.trial.RunAsync(call.context.Attempt, () => call.handler(call.record, call.context, token), token),
        (handler, record, trial: _services.Trial, context: ContextOf(record.BatchId, record.IngestedAt, CompensatedBatch.Of(message))),
        message.Partition.Aborted);

    private ValueTask OnRetry(int attempt, Exception exception, TimeSpan wait)
    {
        _services.Statistics.CountRetry();
        ConsumedMessage message = _inHand[0];
        LogRetry(
            _services.Logger, message.Partition.Topic, message.Partition.Partition, message.Offset, attempt, _services.Stage.Attempts, exception.Message,
            wait);
        GiveSlotAway();
        return ValueTask.CompletedTask;
    }

    private void GiveSlotAway()
    {
        if (_holdsSlot)
        {
            _holdsSlot = false;
            _scheduler.ReleaseSlot();
        }
    }

    private async ValueTask EnsureSlotAsync(ConsumedMessage message)
    {
        if (!_holdsSlot)
        {
            await _scheduler.AcquireSlotAsync(message.Partition.Stopping).ConfigureAwait(false);
            _holdsSlot = true;
        }
    }

    /// <summary>Most records of a batch come in a row, so their context is made once.</summary>
    private BatchContext ContextOf(Guid batchId, DateTimeOffset ingestedAt, CompensatedBatch? compensates)
    {
        DateTimeOffset scheduledAt = BatchContexts.SlotOf(batchId) ?? ingestedAt;
        if (_context is null || _context.BatchId != batchId || _context.Attempt != _attempt || _context.ScheduledAt != scheduledAt
            || _context.CompensatedBatchId != compensates?.BatchId || _context.CompensatedJob != compensates?.Job)
        {
            _context = BatchContexts.Create(
                _services.Job, _services.Stage, batchId, scheduledAt, _attempt, _services.Logger, _services.Time, compensates);
        }

        return _context;
    }

    private Activity? StartActivity(ConsumedMessage message)
    {
        if (!BatchTelemetry.Activities.HasListeners())
        {
            return null;
        }

        ActivityContext parent = default;
        if (message.HeadersOrNull is { } headers && headers.TryGetLastBytes("traceparent", out byte[] traceparent))
        {
            ActivityContext.TryParse(Encoding.ASCII.GetString(traceparent), traceState: null, isRemote: true, out parent);
        }

        Activity? activity = BatchTelemetry.Activities.StartActivity($"process {message.Partition.Topic}", ActivityKind.Consumer, parent);
        activity?.SetTag("messaging.system", "kafka");
        activity?.SetTag("messaging.operation.type", "process");
        activity?.SetTag("messaging.destination.name", message.Partition.Topic);
        activity?.SetTag("messaging.consumer.group.name", _services.Stage.Group);
        activity?.SetTag("messaging.kafka.offset", message.Offset);
        activity?.SetTag("batchgen.job", _services.Job.Name);
        return activity;
    }
}
