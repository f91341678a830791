namespace BatchGen;

/// <summary>
/// A record that every attempt has failed for, with what it takes to replay it exactly (standard 3.3). Written beside the payload's
/// bytes as JSON.
/// </summary>
public sealed record FallbackEntry
{
    /// <summary>The job.</summary>
    public required string Job { get; init; }

    /// <summary>The stage that failed: <c>extract</c>, <c>transform</c>, <c>publish</c> or <c>load</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The batch; null when the envelope could not be read.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>The record; null when the envelope could not be read, or when the stage failed as a whole.</summary>
    public string? RecordId { get; init; }

    /// <summary>The record's place in its stage's input, from 0, where it has no id yet (transform).</summary>
    public long? Ordinal { get; init; }

    /// <summary>The topic that it was for (publish) or came from (load).</summary>
    public string? Topic { get; init; }

    /// <summary>The partition that it came from (load).</summary>
    public int? Partition { get; init; }

    /// <summary>The offset that it came from (load).</summary>
    public long? Offset { get; init; }

    /// <summary>The consumer group (load).</summary>
    public string? Group { get; init; }

    /// <summary>The message's timestamp in Unix milliseconds (load); null when it has none.</summary>
    public long? Timestamp { get; init; }

    /// <summary>The message key's bytes, null for a null key.</summary>
    public byte[]? Key { get; init; }

    /// <summary>The message's headers, in their order, byte for byte.</summary>
    public IReadOnlyList<FallbackHeader> Headers { get; init; } = [];

    /// <summary>Whether the message had no value at all (as opposed to an empty one).</summary>
    public bool ValueIsNull { get; init; }

    /// <summary>What the payload's bytes are: one of <see cref="FallbackContent"/>. Only a message can be sent again as it is.</summary>
    public string Content { get; init; } = FallbackContent.Message;

    /// <summary>How often it was attempted.</summary>
    public required int Attempts { get; init; }

    /// <summary>What kind of failure it was: <c>unreadable</c>, <c>permanent</c>, <c>timeout</c>, <c>exhausted</c>, <c>crash</c>.</summary>
    public required string FailureKind { get; init; }

    /// <summary>The exception's type, or null.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The exception's message, cut to 1,000 characters.</summary>
    public required string Message { get; init; }

    /// <summary>When it failed for good.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}

/// <summary>One message header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its bytes, null for a null value.</param>
public sealed record FallbackHeader(string Name, byte[]? Value);

/// <summary>What an entry's payload is.</summary>
public static class FallbackContent
{
    /// <summary>The value of a Kafka message, in its envelope (standard 4.2): to be sent to <see cref="FallbackEntry.Topic"/> as it is.</summary>
    public const string Message = "message";

    /// <summary>A record of its stage's input as JSON, which never became a message: its batch has to be run again.</summary>
    public const string Record = "record";

    /// <summary>Nothing: the stage failed as a whole, and its batch has to be run again.</summary>
    public const string None = "none";
}
