using BatchGen.Fallbacks;
using Confluent.Kafka;
using BatchGen.Notifications;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <content>What becomes of a record that cannot be handled.</content>
public sealed partial class LoadWorker
{
    private static readonly TimeSpan HoldInterval = TimeSpan.FromSeconds(5);

    /// <summary>However small backoffs are scaled: a store that is away is asked at intervals, not in a loop.</summary>
    private static readonly TimeSpan MinHoldInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Writes the record to the dead-letter topic and waits for the broker's acknowledgement (standard 4.4).</summary>
    /// <param name="message">The record.</param>
    /// <param name="failure">Why it could not be handled.</param>
    /// <returns>Whether the dead-letter topic has it.</returns>
    public async ValueTask<bool> DeadLetterAsync(ConsumedMessage message, RecordFailure failure)
    {
        if (_services.Stage.DeadLetterTopic is not { } topic
            || !await _services.DeadLetters.TryWriteAsync(
                topic, _services.Job.Name, _services.Stage.Group, message, failure, message.Partition.Aborted).ConfigureAwait(false))
        {
            return false;
        }

        message.Outcome = RecordOutcome.DeadLettered;
        _services.Alerts.Raise(_services.Job, JobAlerts.DeadLettered(_services.Job, message, topic, failure));
        _services.Compensations?.Trigger(_services.Job, failure.BatchId, CompensatedBatch.Of(message));
        return true;
    }

    /// <summary>Puts the record into the fallback store, with what it takes to replay it (standard 3.3).</summary>
    /// <param name="message">The record.</param>
    /// <param name="failure">Why it could not be handled.</param>
    /// <returns>Whether the store has it.</returns>
    public async ValueTask<bool> FallBackAsync(ConsumedMessage message, RecordFailure failure)
    {
        try
        {
            await _services.Fallback.PersistAsync(EntryOf(message, failure), message.CopyValue() ?? [], message.Partition.Aborted)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsLeaving(exception, message))
        {
            LogFallbackFailed(
                _services.Logger, exception, _services.Fallback.Location, message.Partition.Topic, message.Partition.Partition, message.Offset);
            return false;
        }

        message.Outcome = RecordOutcome.FellBack;
        _services.Alerts.Raise(_services.Job, JobAlerts.FellBack(_services.Job, message, _services.Fallback, failure));
        _services.Compensations?.Trigger(_services.Job, failure.BatchId, CompensatedBatch.Of(message));
        return true;
    }

    /// <summary>
    /// Nobody takes the record: its partition is not read further, loudly, and its offset stays. Returns when it is time to try
    /// again.
    /// </summary>
    /// <param name="message">The record.</param>
    /// <param name="failure">Why it could not be handled.</param>
    public async ValueTask HoldPartitionAsync(ConsumedMessage message, RecordFailure failure)
    {
        await HoldAsync(message, $"neither the dead-letter topic nor the fallback store takes the record ({failure.Message})").ConfigureAwait(false);
    }

    private async ValueTask HoldAsync(ConsumedMessage message, string why)
    {
        // A partition that leaves does not stand: its next owner tries again.
        message.Partition.Stopping.ThrowIfCancellationRequested();
        TimeSpan interval = HoldInterval * _services.Pipeline.BackoffScale;
        interval = interval < MinHoldInterval ? MinHoldInterval : interval;
        if (!message.IsHeld)
        {
            _scheduler.Hold(message);
            why = FailureText.Cut(why);
            CountHeld(1, $"{message.Partition.Topic}[{message.Partition.Partition}]@{message.Offset}: {why}");
            LogHeld(_services.Logger, message.Partition.Topic, message.Partition.Partition, message.Offset, why, interval);
            _services.Alerts.Raise(_services.Job, JobAlerts.Held(_services.Job, message, why));
        }

        GiveSlotAway();
        await Task.Delay(interval, _services.Time, message.Partition.Stopping).ConfigureAwait(false);
        await EnsureSlotAsync(message).ConfigureAwait(false);
    }

    /// <summary>The record does not keep its partition any more.</summary>
    private void ReleaseHeld(ConsumedMessage message, bool goesOn)
    {
        if (message.IsHeld)
        {
            CountHeld(-1);
            _services.Alerts.Release(_services.Job, message.Partition.Topic, goesOn);
        }
    }

    private void CountHeld(int change, string why = "")
    {
        _services.Statistics.CountHeld(change);
        if (change > 0)
        {
            _services.Vitals.Hold(why);
        }
        else
        {
            _services.Vitals.Release();
        }
    }

    private FallbackEntry EntryOf(ConsumedMessage message, RecordFailure failure) => new()
    {
        Job = _services.Job.Name,
        Stage = _services.Stage.Name,
        BatchId = failure.BatchId,
        RecordId = failure.RecordId,
        Topic = message.Partition.Topic,
        Partition = message.Partition.Partition,
        Offset = message.Offset,
        Group = _services.Stage.Group,
        Timestamp = message.Timestamp.Type == TimestampType.NotAvailable ? null : message.Timestamp.UnixTimestampMs,
        Key = message.CopyKey(),
        Headers = [.. message.Headers.Select(header => new FallbackHeader(header.Key, header.GetValueBytes()))],
        ValueIsNull = message.ValueIsNull,
        Attempts = failure.Attempts,
        FailureKind = failure.Kind,
        ExceptionType = failure.ExceptionType,
        Message = failure.Message,
        FailedAt = _services.Time.GetUtcNow(),
    };

    [LoggerMessage(40, LogLevel.Information, "{Topic}[{Partition}]@{Offset} attempt {Attempt} of {Attempts} failed: {Reason}; the next in {Wait}")]
    private static partial void LogRetry(
        ILogger logger, string topic, int partition, long offset, int attempt, int attempts, string reason, TimeSpan wait);

    [LoggerMessage(41, LogLevel.Error, "The fallback store {Store} does not take {Topic}[{Partition}]@{Offset}")]
    private static partial void LogFallbackFailed(ILogger logger, Exception exception, string store, string topic, int partition, long offset);

    [LoggerMessage(
        42,
        LogLevel.Critical,
        "{Topic}[{Partition}] stands at offset {Offset}: {Reason}. Trying again every {Interval}")]
    private static partial void LogHeld(ILogger logger, string topic, int partition, long offset, string reason, TimeSpan interval);
}
