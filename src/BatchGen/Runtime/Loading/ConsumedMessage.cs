using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// A record as the poll thread read it, before its envelope is opened. It belongs to the scheduler, then to the one worker that took
/// it, until that worker completes it; after that it is used again for another record.
/// </summary>
public sealed class ConsumedMessage
{
    private PooledBytes _key;
    private PooledBytes _value;

    internal ConsumedMessage()
    {
    }

    internal PartitionState Partition { get; private set; } = null!;

    internal KeyLane? Lane { get; set; }

    /// <summary>The record's number in its partition's ledger.</summary>
    internal long Sequence { get; set; }

    internal long Offset { get; private set; }

    internal Timestamp Timestamp { get; private set; }

    internal Headers Headers { get; private set; } = null!;

    /// <summary>When the record was polled, in ticks of the time provider.</summary>
    internal long PolledAt { get; private set; }

    /// <summary>Whether the record's partition stands because neither the dead-letter topic nor the fallback store took the record.</summary>
    internal bool IsHeld { get; set; }

    /// <summary>How the record's time here ends, once it is completed.</summary>
    internal RecordOutcome Outcome { get; set; }

    internal bool KeyIsNull => _key.IsNull;

    internal bool ValueIsNull => _value.IsNull;

    internal ReadOnlySpan<byte> Key => _key.Span;

    internal ReadOnlySpan<byte> Value => _value.Span;

    internal int Size => _key.Length + _value.Length;

    internal byte[]? CopyKey() => _key.ToArray();

    internal byte[]? CopyValue() => _value.ToArray();

    internal void Set(PartitionState partition, ConsumeResult<PooledBytes, PooledBytes> result, long polledAt)
    {
        Partition = partition;
        Offset = result.Offset.Value;
        Timestamp = result.Message.Timestamp;
        Headers = result.Message.Headers ?? [];
        PolledAt = polledAt;
        _key = result.Message.Key;
        _value = result.Message.Value;
    }

    /// <summary>Gives the bytes back to the pool.</summary>
    internal void Clear()
    {
        _key.Return();
        _value.Return();
        Lane = null;
        Headers = null!;
        IsHeld = false;
        Outcome = RecordOutcome.Processed;
    }
}
