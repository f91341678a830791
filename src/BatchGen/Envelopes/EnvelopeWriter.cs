using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Envelopes;

/// <summary>Writes envelopes (standard 4.2). Each thread has a buffer of its own; what is returned is a copy that nobody else holds.</summary>
internal static class EnvelopeWriter
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    public static byte[] Write<T>(in Envelope<T> envelope, JsonTypeInfo<T> json)
    {
        ArrayBufferWriter<byte> buffer = s_buffer ??= new ArrayBufferWriter<byte>(1024);
        Utf8JsonWriter writer = s_writer ??= new Utf8JsonWriter(Stream.Null);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
        writer.WriteString("batch_id"u8, envelope.BatchId);
        writer.WriteString("record_id"u8, envelope.RecordId);
        writer.WriteString("ingested_at"u8, envelope.IngestedAt.UtcDateTime);
        writer.WritePropertyName("payload"u8);
        JsonSerializer.Serialize(writer, envelope.Payload, json);
        writer.WriteEndObject();
        writer.Flush();

        byte[] bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > 1 << 20)
        {
            // One huge record must not hold a huge buffer on every thread for ever.
            (s_buffer, s_writer) = (null, null);
        }

        return bytes;
    }
}
