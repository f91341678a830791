using BatchGen.Cli.Records;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>A letter as <c>list --json</c> writes it.</summary>
internal sealed record LetterSummary(
    DateTimeOffset? FailedAt,
    string? Job,
    string? Group,
    Guid? BatchId,
    string? RecordId,
    int Partition,
    long Offset,
    LetterSourceSummary? Source,
    string? Failure,
    long? Attempts,
    string? ExceptionType,
    string? Message,
    long Bytes,
    bool Replayed,
    string? Problem)
{
    public static LetterSummary Of(DeadLetter letter, bool replayed) => new(
        letter.FailedAt, letter.Job, letter.Group, letter.BatchId, letter.RecordId, letter.Place.Partition.Value, letter.Place.Offset.Value,
        letter.Original is null ? null : new(letter.SourceTopic, letter.SourcePartition, letter.SourceOffset, letter.Original.Timestamp),
        letter.FailureKind, letter.Attempts, letter.ExceptionType, letter.Message, letter.Replayed.Size, replayed, letter.Problem);
}

/// <summary>Where the record was before it failed.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset.</param>
/// <param name="Timestamp">Its timestamp in Unix milliseconds.</param>
internal sealed record LetterSourceSummary(string? Topic, long? Partition, long? Offset, long? Timestamp);
