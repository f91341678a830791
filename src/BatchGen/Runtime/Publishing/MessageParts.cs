using System.Diagnostics;
using System.Text;
using BatchGen.Envelopes;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// What a published message has beside its value (standard 4.2): the same whether it is sent, or kept in the fallback store to be sent
/// later.
/// </summary>
internal static class MessageParts
{
    /// <summary>What is wrong with a record id, or null.</summary>
    public static string? WrongRecordId(string? recordId) => recordId switch
    {
        _ when string.IsNullOrWhiteSpace(recordId) => "The record id is empty.",
        { Length: > EnvelopeReader.MaxRecordIdLength } => $"The record id is longer than {EnvelopeReader.MaxRecordIdLength} characters.",
        _ => null,
    };

    public static byte[] Key(string? key, string recordId) => Encoding.UTF8.GetBytes(key ?? recordId);

    /// <summary>Null for none: most messages have none, and then need no object for them.</summary>
    public static Headers? Headers() =>
        Activity.Current?.Id is { } traceparent ? new Headers { { "traceparent", Encoding.ASCII.GetBytes(traceparent) } } : null;
}
