using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;

namespace BatchGen.Cli.Records;

/// <summary>
/// Tells records apart by their bytes: the first 128 bits of SHA-256 over key, value and headers, each with its length in front of it
/// (-1 for null), so that no two different records have the same input. The timestamp is not in it, because a topic may set its own.
/// </summary>
internal static class ContentHash
{
    private const int Length = 16;

    public static string Of(byte[]? key, byte[]? value, IReadOnlyList<IHeader> headers)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, key);
        Append(hash, value);
        AppendLength(hash, headers.Count);
        foreach (IHeader header in headers)
        {
            Append(hash, Encoding.UTF8.GetBytes(header.Key));
            Append(hash, header.GetValueBytes());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Length));
    }

    private static void Append(IncrementalHash hash, byte[]? bytes)
    {
        AppendLength(hash, bytes?.Length ?? -1);
        hash.AppendData(bytes ?? []);
    }

    private static void AppendLength(IncrementalHash hash, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        hash.AppendData(bytes);
    }
}
