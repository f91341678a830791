using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using BatchGen.Envelopes;

namespace BatchGen.Runtime;

/// <summary>Handles one record.</summary>
/// <typeparam name="T">The payload.</typeparam>
/// <param name="record">The record.</param>
/// <param name="batch">The batch that it belongs to.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the partition has left.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask RecordHandler<T>(BatchRecord<T> record, BatchContext batch, CancellationToken cancellationToken);

/// <summary>
/// What the generated consumer loop calls: takes records that are ready, and the steps to take with each. A worker belongs to one
/// loop, which uses it from one thread at a time; it has at most one record (or one batch of them) in hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class LoadWorker
{
    private readonly LoadServices _services;
    private readonly RecordScheduler _scheduler;
    private readonly StagePipeline _pipeline;
    private readonly AttemptTimeout _timeout;
    private readonly List<ConsumedMessage> _inHand = [];
    private ConsumedMessage? _next;
    private bool _holdsSlot;

    internal LoadWorker(LoadServices services, RecordScheduler scheduler)
    {
        _services = services;
        _scheduler = scheduler;
        _pipeline = new StagePipeline(services.Stage, services.Pipeline, OnRetry);
        _timeout = new AttemptTimeout(services.Stage.Timeout, services.Time);
    }

    /// <summary>Takes the next record whose turn it is.</summary>
    /// <param name="message">The record.</param>
    /// <returns>False when there is none; the loop ends, and the engine starts another when there is.</returns>
    public bool TryTake([NotNullWhen(true)] out ConsumedMessage? message)
    {
        if (_next is not null)
        {
            (message, _next) = (_next, null);
            return true;
        }

        _holdsSlot = _scheduler.TryTake(out message);
        if (message is not null)
        {
            TakeInHand(message);
        }

        return _holdsSlot;
    }

    /// <summary>Opens the envelope (standard 4.2). What cannot be read, or has killed several processes, has failed for good.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="message">The record as it was polled.</param>
    /// <param name="json">How the payload is read.</param>
    /// <param name="record">The record, when it can be read.</param>
    /// <param name="failure">Why it cannot be read.</param>
    /// <returns>Whether the envelope is valid.</returns>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "A step of the loop reads as one: worker.TryOpen.")]
    public bool TryOpen<T>(
        ConsumedMessage message,
        JsonTypeInfo<T> json,
        [NotNullWhen(true)] out BatchRecord<T>? record,
        [NotNullWhen(false)] out RecordFailure? failure)
    {
        if (message.Deaths > 0)
        {
            record = null;
            failure = RecordFailure.Crashed(message.Deaths);
            return false;
        }

        if (EnvelopeReader.Read(message.Value, json, out Envelope<T> envelope) is { } reason)
        {
            record = null;
            failure = RecordFailure.Unreadable(reason);
            return false;
        }

        record = new BatchRecord<T>
        {
            BatchId = envelope.BatchId,
            RecordId = envelope.RecordId,
            IngestedAt = envelope.IngestedAt,
            Payload = envelope.Payload,
            Topic = message.Partition.Topic,
            Partition = message.Partition.Partition,
            Offset = message.Offset,
            Headers = message.HeadersOrNull!,
        };
        failure = null;
        return true;
    }

    /// <summary>Marks the record done: its offset may be committed once all before it in its partition are done too (standard 4.4).</summary>
    /// <param name="message">The record.</param>
    public void Complete(ConsumedMessage message)
    {
        _services.Statistics.CountOutcome(message.Outcome);
        _services.Statistics.CountAck(message.PolledAt, _services.Time);
        ReleaseHeld(message, goesOn: true);
        _services.Statistics.CountInFlight(-1);
        _inHand.Remove(message);
        if (!_holdsSlot || _services.Stage.BatchSize is not null)
        {
            _scheduler.Complete(message);
            return;
        }

        // The loop asks for the next record right after this one: one lock does for both.
        _next = _scheduler.CompleteAndTake(message);
        if (_next is not null)
        {
            TakeInHand(_next);
        }
    }

    /// <summary>Runs the generated loop in the slot that was claimed for it, and leaves nothing in hand however it ends.</summary>
    internal async Task RunAsync(LoadLoop loop, Action<Exception> onFault)
    {
        _holdsSlot = true;
        try
        {
            await loop(this).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_inHand.Count > 0 && _inHand[0].Partition.Stopping.IsCancellationRequested)
        {
            // The partition leaves or the consumer stops: the record is not done, its offset stays, its next owner handles it.
        }
        catch (Exception exception)
        {
            onFault(exception);
        }
        finally
        {
            foreach (ConsumedMessage message in _inHand)
            {
                ReleaseHeld(message, goesOn: false);
                _services.Statistics.CountInFlight(-1);
                _scheduler.Abandon(message);
            }

            _inHand.Clear();
            _next = null;
            if (_holdsSlot)
            {
                _holdsSlot = false;
                _scheduler.ReleaseSlot();
            }
        }
    }

    private void TakeInHand(ConsumedMessage message)
    {
        _inHand.Add(message);
        _services.Statistics.CountInFlight(1);
    }
}
