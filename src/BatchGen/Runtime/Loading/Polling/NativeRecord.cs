using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary><c>rd_kafka_message_t</c>: a record in the client's memory, until it is given back.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeRecord
{
    public ErrorCode Error;
    private readonly nint _topic;
    public int Partition;
    private readonly byte* _value;
    private readonly nuint _valueLength;
    private readonly byte* _key;
    private readonly nuint _keyLength;
    public long Offset;
    private readonly nint _private;

    public readonly bool KeyIsNull => _key is null;

    public readonly bool ValueIsNull => _value is null;

    public readonly ReadOnlySpan<byte> Key => new(_key, (int)_keyLength);

    public readonly ReadOnlySpan<byte> Value => new(_value, (int)_valueLength);
}
