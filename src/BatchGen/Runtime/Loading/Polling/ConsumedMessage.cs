using System.Buffers;
using System.Numerics;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// A record as the poll thread read it, before its envelope is opened. It belongs to the scheduler, then to the one worker that took
/// it, until that worker completes it; after that it is used again for another record.
/// </summary>
public sealed class ConsumedMessage
{
    /// <summary>The longest buffer that is kept for the next record; what is longer comes from the shared pool and goes back there.</summary>
    private const int MaxKeptBuffer = 4096;

    // Key and value, one behind the other. The buffer stays with the message, because one that is taken on the poll thread and given
    // back by a worker finds no room in the shared pool, which keeps its arrays by thread.
    private byte[] _bytes = [];
    private int _keyLength = -1;
    private int _valueLength = -1;
    private Headers? _headers;

    internal ConsumedMessage()
    {
    }

    internal PartitionState Partition { get; private set; } = null!;

    internal KeyLane? Lane { get; set; }

    /// <summary>The record's number in its partition's ledger.</summary>
    internal long Sequence { get; set; }

    internal long Offset { get; private set; }

    internal Timestamp Timestamp { get; private set; }

    internal Headers Headers => _headers ??= [];

    /// <summary>The headers, or null when the record has none: most have none, and then need no object for them.</summary>
    internal Headers? HeadersOrNull => _headers;

    /// <summary>When the record was polled, in ticks of the time provider.</summary>
    internal long PolledAt { get; private set; }

    /// <summary>Whether the record's partition stands because neither the dead-letter topic nor the fallback store took the record.</summary>
    internal bool IsHeld { get; set; }

    /// <summary>What its handler has published and leaves with its offset, in a transactional stage; otherwise null.</summary>
    internal IReadOnlyList<PublishedMessage>? Published { get; set; }

    /// <summary>How many processes have died with the record in hand, once they are too many; otherwise 0.</summary>
    internal int Deaths { get; set; }

    /// <summary>How the record's time here ends, once it is completed.</summary>
    internal RecordOutcome Outcome { get; set; }

    internal bool KeyIsNull => _keyLength < 0;

    internal bool ValueIsNull => _valueLength < 0;

    internal ReadOnlySpan<byte> Key => _bytes.AsSpan(0, Math.Max(0, _keyLength));

    internal ReadOnlySpan<byte> Value => _bytes.AsSpan(Math.Max(0, _keyLength), Math.Max(0, _valueLength));

    internal int Size => Math.Max(0, _keyLength) + Math.Max(0, _valueLength);

    internal byte[]? CopyKey() => KeyIsNull ? null : Key.ToArray();

    internal byte[]? CopyValue() => ValueIsNull ? null : Value.ToArray();

    internal void Set(PartitionState partition, ConsumeResult<PooledBytes, PooledBytes> result, long polledAt)
    {
        Set(partition, result.Offset.Value, result.Message.Timestamp, result.Message.Headers is { Count: > 0 } headers ? headers : null, polledAt);
        PooledBytes key = result.Message.Key;
        PooledBytes value = result.Message.Value;
        Copy(key.Span, key.IsNull, value.Span, value.IsNull);
        key.Return();
        value.Return();
    }

    internal void Set(PartitionState partition, in NativeRecord record, Timestamp timestamp, Headers? headers, long polledAt)
    {
        Set(partition, record.Offset, timestamp, headers, polledAt);
        Copy(record.Key, record.KeyIsNull, record.Value, record.ValueIsNull);
    }

    /// <summary>Forgets the record.</summary>
    internal void Clear()
    {
        if (_bytes.Length > MaxKeptBuffer)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }

        _keyLength = -1;
        _valueLength = -1;
        _headers = null;
        Lane = null;
        IsHeld = false;
        Deaths = 0;
        Published = null;
        Outcome = RecordOutcome.Processed;
    }

    private void Set(PartitionState partition, long offset, Timestamp timestamp, Headers? headers, long polledAt)
    {
        Partition = partition;
        Offset = offset;
        Timestamp = timestamp;
        _headers = headers;
        PolledAt = polledAt;
    }

    private void Copy(ReadOnlySpan<byte> key, bool keyIsNull, ReadOnlySpan<byte> value, bool valueIsNull)
    {
        int length = key.Length + value.Length;
        if (length > MaxKeptBuffer)
        {
            _bytes = ArrayPool<byte>.Shared.Rent(length);
        }
        else if (length > _bytes.Length)
        {
            _bytes = new byte[Math.Max(256, (int)BitOperations.RoundUpToPowerOf2((uint)length))];
        }

        key.CopyTo(_bytes);
        value.CopyTo(_bytes.AsSpan(key.Length));
        _keyLength = keyIsNull ? -1 : key.Length;
        _valueLength = valueIsNull ? -1 : value.Length;
    }
}
