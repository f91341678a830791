using BatchGen.Cli.Records;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary>An entry of a fallback store, as a failure that can be filtered, and with what can be done about it.</summary>
internal sealed class FallbackItem(StoredFallback stored) : IFailure
{
    public string Key => stored.Key;

    /// <summary>What happened; null when the metadata cannot be read.</summary>
    public FallbackEntry? Entry => stored.Entry;

    public long PayloadSize => stored.PayloadSize;

    public string? Job => Entry?.Job;

    public Guid? BatchId => Entry?.BatchId;

    public string? RecordId => Entry?.RecordId;

    public string? FailureKind => Entry?.FailureKind;

    public DateTimeOffset? FailedAt => Entry?.FailedAt;

    /// <summary>
    /// Why the entry cannot be replayed, and what to do instead; null when it can. A record that did not get as far as a message has no key
    /// (publish), and one that failed before (transform) or a stage that failed as a whole has no message at all.
    /// </summary>
    public string? Problem => stored switch
    {
        { Problem: { } problem } => problem,
        { Entry: null } => "its metadata cannot be read",
        { Entry: { Stage: "load", Topic: not null } } => null,
        { Entry: { Stage: "publish", Topic: not null, Key: not null } } => null,
        { Entry: { BatchId: { } batch } entry } => $"the {entry.Stage} stage failed, so there is no message to send; run the job again: run {entry.Job} --batch-id {batch}",
        { Entry: { } entry } => $"the {entry.Stage} stage failed, so there is no message to send; run the job again: run {entry.Job}",
    };

    /// <summary>The message as it was, or was to be.</summary>
    public static OriginalRecord MessageOf(FallbackEntry entry, ReadOnlyMemory<byte> payload) => new(
        entry.Key,
        entry.ValueIsNull ? null : payload.ToArray(),
        [.. entry.Headers.Select(header => new Confluent.Kafka.Header(header.Name, header.Value))],
        OriginalRecord.KnownTimestamp(entry.Timestamp));
}
