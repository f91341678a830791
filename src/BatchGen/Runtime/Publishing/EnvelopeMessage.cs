using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using BatchGen.Envelopes;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>Makes the message of a record that is published: its envelope, key and trace (standard 4.2).</summary>
internal static class EnvelopeMessage
{
    /// <param name="batchId">The batch.</param>
    /// <param name="ingestedAt">When the record was extracted.</param>
    /// <param name="recordId">The record's id.</param>
    /// <param name="key">The message key.</param>
    /// <param name="payload">The domain fields.</param>
    /// <param name="json">How the payload is written.</param>
    /// <param name="compensates">What the record makes good, or null; see <see cref="CompensatedBatch"/>.</param>
    /// <exception cref="PermanentFailureException">The record has no id, so a rerun could not be told from another record.</exception>
    public static Message<byte[], byte[]> Create<T>(
        Guid batchId, DateTimeOffset ingestedAt, string recordId, string key, T payload, JsonTypeInfo<T> json, CompensatedBatch? compensates)
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

        if (compensates is not null)
        {
            message.Headers ??= [];
            message.Headers.Add(compensates.ToHeader());
        }

        return message;
    }
}
