using Confluent.Kafka;

namespace BatchGen;

/// <summary>One record as it came from its topic: the envelope of standard 4.2 and where it was read.</summary>
/// <typeparam name="T">The payload.</typeparam>
public sealed class BatchRecord<T>
{
    /// <summary>The batch that published the record (<c>batch_id</c>).</summary>
    public required Guid BatchId { get; init; }

    /// <summary>What identifies the record (<c>record_id</c>): the same in every run.</summary>
    public required string RecordId { get; init; }

    /// <summary>When the record was extracted (<c>ingested_at</c>).</summary>
    public required DateTimeOffset IngestedAt { get; init; }

    /// <summary>The domain fields (<c>payload</c>).</summary>
    public required T Payload { get; init; }

    /// <summary>The topic that the record was read from.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition that the record was read from.</summary>
    public required int Partition { get; init; }

    /// <summary>The record's offset in its partition.</summary>
    public required long Offset { get; init; }

    /// <summary>Which attempt at handling it this is, from 1.</summary>
    public int Attempt { get; internal set; } = 1;

    /// <summary>The record's headers, <c>traceparent</c> among them when the publisher was traced.</summary>
    public Headers Headers { get => field ??= []; init; } = null!;
}
