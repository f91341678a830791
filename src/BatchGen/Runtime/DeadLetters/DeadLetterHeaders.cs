using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// The headers of a dead letter: first those of the record, byte for byte and in their order, then ours. How many there were stands in
/// <see cref="OriginalHeaders"/>, so that a replay restores exactly them.
/// </summary>
public static class DeadLetterHeaders
{
    /// <summary>How many of the first headers belong to the record.</summary>
    public const string OriginalHeaders = "batchgen-dlq-original-headers";

    /// <summary>The job whose load stage failed.</summary>
    public const string Job = "batchgen-dlq-job";

    /// <summary>The consumer group.</summary>
    public const string Group = "batchgen-dlq-group";

    /// <summary>The topic that the record was read from.</summary>
    public const string Topic = "batchgen-dlq-topic";

    /// <summary>The partition that the record was read from.</summary>
    public const string Partition = "batchgen-dlq-partition";

    /// <summary>The record's offset there.</summary>
    public const string Offset = "batchgen-dlq-offset";

    /// <summary>The record's timestamp, in Unix milliseconds.</summary>
    public const string Timestamp = "batchgen-dlq-timestamp";

    /// <summary>How often the record was attempted; 0 when it was unreadable, and for <c>crash</c> how many processes have died.</summary>
    public const string Attempts = "batchgen-dlq-attempts";

    /// <summary>The kind of failure, see <see cref="RecordFailure.Kind"/>.</summary>
    public const string FailureKind = "batchgen-dlq-failure";

    /// <summary>The exception's type; absent when there was none.</summary>
    public const string ExceptionType = "batchgen-dlq-exception-type";

    /// <summary>The exception's message, or the reason; cut to 1,000 characters.</summary>
    public const string Message = "batchgen-dlq-message";

    /// <summary>When the record failed for good, ISO 8601 in UTC.</summary>
    public const string FailedAt = "batchgen-dlq-failed-at";

    internal static Headers Build(ConsumedMessage message, RecordFailure failure, string job, string? group, DateTimeOffset failedAt)
    {
        Headers headers = [];
        foreach (IHeader header in message.Headers)
        {
            headers.Add(header.Key, header.GetValueBytes());
        }

        Add(OriginalHeaders, Text(message.Headers.Count));
        Add(Job, job);
        Add(Group, group ?? "");
        Add(Topic, message.Partition.Topic);
        Add(Partition, Text(message.Partition.Partition));
        Add(Offset, Text(message.Offset));
        Add(Timestamp, Text(message.Timestamp.UnixTimestampMs));
        Add(Attempts, Text(failure.Attempts));
        Add(FailureKind, failure.Kind);
        if (failure.ExceptionType is not null)
        {
            Add(ExceptionType, failure.ExceptionType);
        }

        Add(Message, failure.Message);
        Add(FailedAt, failedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        return headers;

        void Add(string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
