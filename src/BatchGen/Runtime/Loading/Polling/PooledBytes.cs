using System.Buffers;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>Bytes in an array of the shared pool: what the client lends us only for the time of a call, kept until the record is done.</summary>
internal struct PooledBytes
{
    private byte[]? _array;

    private PooledBytes(byte[] array, int length)
    {
        _array = array;
        Length = length;
    }

    /// <summary>How many bytes there are.</summary>
    public int Length { get; }

    /// <summary>Whether there is no value at all, as opposed to an empty one.</summary>
    public readonly bool IsNull => _array is null;

    public readonly ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    public readonly byte[]? ToArray() => _array?.AsSpan(0, Length).ToArray();

    public void Return()
    {
        if (_array is { Length: > 0 } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        this = default;
    }

    internal sealed class Deserializer : IDeserializer<PooledBytes>
    {
        public static readonly Deserializer Instance = new();

        public PooledBytes Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
        {
            if (isNull)
            {
                return default;
            }

            byte[] array = data.IsEmpty ? [] : ArrayPool<byte>.Shared.Rent(data.Length);
            data.CopyTo(array);
            return new PooledBytes(array, data.Length);
        }
    }
}
