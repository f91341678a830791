using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Envelopes;

/// <summary>The four members of an envelope (standard 4.2).</summary>
internal readonly record struct Envelope<T>(Guid BatchId, string RecordId, DateTimeOffset IngestedAt, T Payload);

/// <summary>
/// Opens an envelope. Whatever the bytes are, the outcome is a valid record or a reason: no exception leaves this class, and no
/// input makes it use more memory than a small multiple of the input's size.
/// </summary>
internal static class EnvelopeReader
{
    /// <summary>The longest record id, in characters: it becomes a message key, a header and part of a file name.</summary>
    public const int MaxRecordIdLength = 1024;

    /// <summary>How deep a payload may be nested, the limit of the serializer itself.</summary>
    private const int MaxPayloadDepth = 64;

    /// <returns>Null when the envelope is valid; otherwise what is wrong with it.</returns>
    public static string? Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> json, out Envelope<T> envelope)
    {
        envelope = default;
        if (utf8.IsEmpty)
        {
            return "the value is empty: an envelope is a JSON object";
        }

        try
        {
            return ReadMembers(utf8, json, out envelope);
        }
        catch (JsonException exception)
        {
            return $"not readable as an envelope: {exception.Message}";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Bad UTF-8 surfaces as InvalidOperationException, and a payload's own constructor may throw anything at all.
            return $"not readable as an envelope: {exception.GetType().Name}: {exception.Message}";
        }
    }

    private static string? ReadMembers<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> json, out Envelope<T> envelope)
    {
        envelope = default;
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxPayloadDepth + 1 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "not an envelope: a JSON object is expected";
        }

        Guid batchId = default;
        string? recordId = null;
        DateTimeOffset ingestedAt = default;
        T? payload = default;
        Members seen = Members.None;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Members member =
                reader.ValueTextEquals("batch_id"u8) ? Members.BatchId
                : reader.ValueTextEquals("record_id"u8) ? Members.RecordId
                : reader.ValueTextEquals("ingested_at"u8) ? Members.IngestedAt
                : reader.ValueTextEquals("payload"u8) ? Members.Payload
                : Members.None;
            if ((seen & member) != 0)
            {
                return $"{NameOf(member)} occurs twice";
            }

            seen |= member;
            reader.Read();
            switch (member)
            {
                case Members.BatchId when reader.TokenType != JsonTokenType.String || !reader.TryGetGuid(out batchId):
                    return "batch_id is not a UUID";
                case Members.BatchId when !BatchIds.IsValid(batchId):
                    return $"batch_id is a UUID of version {batchId.Version}, not 4 or 7";
                case Members.RecordId when reader.TokenType != JsonTokenType.String:
                    return "record_id is not a string";
                case Members.RecordId:
                    recordId = reader.GetString();
                    if (string.IsNullOrWhiteSpace(recordId) || recordId.Length > MaxRecordIdLength)
                    {
                        return $"record_id is {(string.IsNullOrWhiteSpace(recordId) ? "empty" : $"longer than {MaxRecordIdLength} characters")}";
                    }

                    break;
                case Members.IngestedAt when reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out ingestedAt):
                    return "ingested_at is not an ISO 8601 time";
                case Members.Payload when reader.TokenType == JsonTokenType.Null:
                    return "payload is null";
                case Members.Payload:
                    payload = ReadPayload(ref reader, json);
                    break;
                case Members.None:
                    reader.Skip();
                    break;
            }
        }

        if (reader.Read())
        {
            return "something follows the envelope";
        }

        if (seen != Members.All)
        {
            return $"{NameOf((Members)((int)~seen & -(int)~seen))} is missing";
        }

        if (payload is null)
        {
            return "payload is null";
        }

        envelope = new Envelope<T>(batchId, recordId!, ingestedAt, payload);
        return null;
    }

    /// <summary>
    /// The serializer reads a value within a reader twice, first to find its end. For an object its own converter can be asked instead;
    /// when that fails, the serializer is asked after all, because only it says where in the payload the mistake is.
    /// </summary>
    private static T? ReadPayload<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> json)
    {
        if (json.Kind != JsonTypeInfoKind.Object)
        {
            return JsonSerializer.Deserialize(ref reader, json);
        }

        Utf8JsonReader start = reader;
        try
        {
            return ((JsonConverter<T>)json.Converter).Read(ref reader, typeof(T), json.Options);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            reader = start;
            return JsonSerializer.Deserialize(ref reader, json);
        }
    }

    private static string NameOf(Members member) => member switch
    {
        Members.BatchId => "batch_id",
        Members.RecordId => "record_id",
        Members.IngestedAt => "ingested_at",
        _ => "payload",
    };

    [Flags]
    private enum Members
    {
        None = 0,
        BatchId = 1,
        RecordId = 2,
        IngestedAt = 4,
        Payload = 8,
        All = BatchId | RecordId | IngestedAt | Payload,
    }
}
