using System.Diagnostics;
using BatchGen.Telemetry;

namespace BatchGen.Runtime;

/// <summary>
/// What a consumer has done since it started: for its summary, and as measurements of the meter. Any thread may count.
/// </summary>
internal sealed class ConsumerStatistics(StageDescriptor stage, string job)
{
    private readonly TagList _tags = new()
    {
        { "job", job },
        { "topic", stage.Topic },
        { "group", stage.Group },
    };

    private long _processed;
    private long _skipped;
    private long _deadLettered;
    private long _fellBack;
    private long _retried;

    private long _firstAt;
    private long _lastAt;

    public long Processed => Interlocked.Read(ref _processed);

    public long Skipped => Interlocked.Read(ref _skipped);

    public long DeadLettered => Interlocked.Read(ref _deadLettered);

    public long FellBack => Interlocked.Read(ref _fellBack);

    public long Retried => Interlocked.Read(ref _retried);

    public long Done => Processed + Skipped + DeadLettered + FellBack;

    public LatencyHistogram AckLatency { get; } = new();

    public void CountOutcome(RecordOutcome outcome)
    {
        switch (outcome)
        {
            case RecordOutcome.Processed:
                Interlocked.Increment(ref _processed);
                Add(BatchTelemetry.ConsumerRecords, "processed");
                break;
            case RecordOutcome.Skipped:
                Interlocked.Increment(ref _skipped);
                Add(BatchTelemetry.ConsumerRecords, "skipped");
                break;
            case RecordOutcome.DeadLettered:
                Interlocked.Increment(ref _deadLettered);
                Add(BatchTelemetry.ConsumerRecords, "dead_lettered");
                break;
            default:
                Interlocked.Increment(ref _fellBack);
                Add(BatchTelemetry.ConsumerRecords, "fallback");
                BatchTelemetry.FallbackRecords.Add(1, _tags);
                break;
        }
    }

    public void CountRetry()
    {
        Interlocked.Increment(ref _retried);
        BatchTelemetry.ConsumerRetries.Add(1, _tags);
    }

    /// <summary>From the first record polled to the last one done.</summary>
    public TimeSpan BusyTime(TimeProvider time) => time.GetElapsedTime(Interlocked.Read(ref _firstAt), Interlocked.Read(ref _lastAt));

    public void CountAck(long polledAt, TimeProvider time)
    {
        long now = time.GetTimestamp();
        if (Interlocked.Read(ref _firstAt) == 0)
        {
            Interlocked.CompareExchange(ref _firstAt, polledAt, 0);
        }

        // Of two that are done at once either may be the last.
        Volatile.Write(ref _lastAt, now);
        TimeSpan latency = time.GetElapsedTime(polledAt, now);
        AckLatency.Record(latency);
        if (BatchTelemetry.ConsumerAckLatency.Enabled)
        {
            BatchTelemetry.ConsumerAckLatency.Record(latency.TotalSeconds, _tags);
        }
    }

    public void CountInFlight(int change)
    {
        if (BatchTelemetry.ConsumerInFlight.Enabled)
        {
            BatchTelemetry.ConsumerInFlight.Add(change, _tags);
        }
    }

    public void CountHeld(int change) => BatchTelemetry.ConsumerHeld.Add(change, _tags);

    public void CountCommitFailure() => BatchTelemetry.CommitFailures.Add(1, _tags);

    /// <summary>Counts a call of the idempotency store: <c>claim</c>, <c>mark</c>, <c>begin</c> or <c>commit</c>.</summary>
    public void CountStore(string call, TimeSpan latency)
    {
        if (BatchTelemetry.IdempotencyLatency.Enabled)
        {
            TagList tags = _tags;
            tags.Add("call", call);
            BatchTelemetry.IdempotencyLatency.Record(latency.TotalSeconds, tags);
        }
    }

    public void CountStoreError(string call)
    {
        TagList tags = _tags;
        tags.Add("call", call);
        BatchTelemetry.IdempotencyErrors.Add(1, tags);
    }

    public void CountStored(int records) => BatchTelemetry.IdempotencyMarks.Add(records, _tags);

    private void Add(System.Diagnostics.Metrics.Counter<long> counter, string outcome)
    {
        if (counter.Enabled)
        {
            TagList tags = _tags;
            tags.Add("outcome", outcome);
            counter.Add(1, tags);
        }
    }
}

/// <summary>How a record's time here ended.</summary>
internal enum RecordOutcome
{
    Processed,
    Skipped,
    DeadLettered,
    FellBack,
}
