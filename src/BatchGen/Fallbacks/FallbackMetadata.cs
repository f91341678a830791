using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BatchGen.Fallbacks;

/// <summary>What a store writes beside a payload: the entry as JSON, with the payload's size and checksum.</summary>
/// <param name="Entry">What happened.</param>
/// <param name="PayloadSize">The payload's size in bytes.</param>
/// <param name="PayloadSha256">The payload's SHA-256, in lower-case hexadecimal digits.</param>
internal sealed record FallbackMetadata(FallbackEntry Entry, long PayloadSize, string PayloadSha256)
{
    private const int Sha256Length = 2 * SHA256.HashSizeInBytes;

    public static FallbackMetadata Of(FallbackEntry entry, ReadOnlySpan<byte> payload) =>
        new(entry, payload.Length, Convert.ToHexStringLower(SHA256.HashData(payload)));

    public byte[] ToJson()
    {
        JsonObject json = JsonSerializer.SerializeToNode(Entry, FallbackJson.Default.FallbackEntry)!.AsObject();
        json["payload_size"] = PayloadSize;
        json["payload_sha256"] = PayloadSha256;
        return JsonSerializer.SerializeToUtf8Bytes(json, FallbackJson.Default.JsonObject);
    }

    /// <exception cref="InvalidDataException">It is not what <see cref="ToJson"/> has written.</exception>
    public static FallbackMetadata FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            FallbackEntry? entry = JsonSerializer.Deserialize(json, FallbackJson.Default.FallbackEntry);
            FallbackPayload? payload = JsonSerializer.Deserialize(json, FallbackJson.Default.FallbackPayload);
            return entry is null || payload is null || payload.PayloadSha256.Length != Sha256Length
                ? throw new InvalidDataException("the metadata is not that of an entry")
                : new FallbackMetadata(entry, payload.PayloadSize, payload.PayloadSha256);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"the metadata cannot be read ({exception.Message})", exception);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not those that were stored.</exception>
    public void Verify(ReadOnlySpan<byte> payload)
    {
        if (payload.Length != PayloadSize || Convert.ToHexStringLower(SHA256.HashData(payload)) != PayloadSha256)
        {
            throw new InvalidDataException($"the payload ({payload.Length} bytes) is not the one that was stored ({PayloadSize} bytes): its checksum differs");
        }
    }
}

/// <summary>The payload's part of the metadata.</summary>
internal sealed record FallbackPayload
{
    public required long PayloadSize { get; init; }

    public required string PayloadSha256 { get; init; }
}

// Metadata only: the serializer's generated fast path writes a null byte array as "", and a null key is not an empty one.
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FallbackEntry))]
[JsonSerializable(typeof(FallbackPayload))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class FallbackJson : JsonSerializerContext;
