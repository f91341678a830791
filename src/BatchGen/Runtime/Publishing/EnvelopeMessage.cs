using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using BatchGen.Envelopes;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>Makes the message of a record that is published: its envelope, key and trace (standard 4.2).</summary>
internal static class EnvelopeMessage
{
    /// <exception cref="PermanentFailureException">The record has no id, so a rerun could not be told from another record.</exception>
    public static Message<byte[], byte[]> Create<T>(Guid batchId, DateTimeOffset ingestedAt, string recordId, string key, T payload, JsonTypeInfo<T> json)
    {
        if (string.IsNullOrWhiteSpace(recordId) || recordId.Length > EnvelopeReader.MaxRecordIdLength)
        {
            throw new PermanentFailureException(
                $"The record id is {(string.IsNullOrWhiteSpace(recordId) ? "empty" : $"longer than {EnvelopeReader.MaxRecordIdLength} characters")}.");
        }

        Message<byte[], byte[]> message = new()
        {
            Key = Encoding.UTF8.GetBytes(key ?? recordId),
            Value = EnvelopeWriter.Write(new Envelope<T>(batchId, recordId, ingestedAt, payload), json),
        };
        if (Activity.Current?.Id is { } traceparent)
        {
            message.Headers = new Headers { { "traceparent", Encoding.ASCII.GetBytes(traceparent) } };
        }

        return message;
    }
}
