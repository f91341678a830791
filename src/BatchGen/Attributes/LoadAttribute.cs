namespace BatchGen;

/// <summary>
/// The stage that consumes a topic (standard 4.4). Offsets are committed by hand, after the record was handled, dead-lettered or put
/// into the fallback store; never before.
/// </summary>
/// <remarks>
/// The method takes <see cref="BatchRecord{T}"/>, the payload itself, or <c>IReadOnlyList&lt;BatchRecord&lt;T&gt;&gt;</c>, and may also
/// take a <see cref="BatchContext"/> and a <see cref="CancellationToken"/>, in any order; it returns <c>Task</c>, <c>ValueTask</c> or
/// <c>void</c>. A job may have several, on different topics. With <see cref="Deduplicate"/> it may also take a
/// <see cref="System.Data.Common.DbTransaction"/>, or the provider's own (<c>NpgsqlTransaction</c>, <c>SqliteTransaction</c>): what it
/// writes there and the mark that the record is done are committed together, so its effect happens once (standard 1.3). BatchGen begins,
/// commits and rolls back; the handler uses <c>transaction.Connection</c> for its commands and nothing else of it.
/// </remarks>
/// <param name="topic">The topic to consume, <c>{domain}.{entity}.{version}</c>.</param>
public sealed class LoadAttribute(string topic) : StageAttribute
{
    /// <summary>The topic, as given to the constructor.</summary>
    public string Topic { get; } = topic;

    /// <summary>
    /// The consumer group; one job only may use it (standard 4.4). Default: <c>JOB.load</c>, and <c>JOB.load.TOPIC</c> in a job
    /// with several load stages.
    /// </summary>
    public string? Group { get; set; }

    /// <summary>How many records are handled at once in this process. Default: 1.</summary>
    public int MaxConcurrency { get; set; } = 1;

    /// <summary>Which records wait for each other. Default: <see cref="RecordOrdering.Key"/>.</summary>
    public RecordOrdering Ordering { get; set; } = RecordOrdering.Key;

    /// <summary>Where records go that cannot be handled (standard 4.1, 4.4). Default: the topic and <c>.dlq</c>.</summary>
    public string? DeadLetterTopic { get; set; }

    /// <summary>
    /// Whether a <c>record_id</c> of a <c>batch_id</c> that was already handled is skipped (standard 1.3). What is done is remembered in
    /// the store that <c>Batch:Idempotency</c> names. Without a transaction parameter a crash between the handler's effect and its mark
    /// repeats the record. Default: <see langword="false"/>.
    /// </summary>
    public bool Deduplicate { get; set; }

    /// <summary>
    /// Whether what the handler publishes by the job's <c>[Publish]</c> method and the record's offset are committed as one Kafka
    /// transaction, so that readers of committed records see each output once (consume, transform, produce). The publish method then
    /// returns before the record is written: it leaves with the offset. For handlers of one record, without <see cref="Deduplicate"/>.
    /// Default: <see langword="false"/>.
    /// </summary>
    public bool Transactional { get; set; }

    /// <summary>The most records a handler of many gets in one call. Default: 100.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>How long a handler of many waits for its batch to fill, in milliseconds. Default: 50.</summary>
    public int BatchWaitMs { get; set; } = 50;
}
