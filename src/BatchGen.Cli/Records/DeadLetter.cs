using System.Globalization;
using System.Text;
using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.Cli.Records;

/// <summary>A record of a dead-letter topic, taken apart into the record that failed and what was written down about its failure.</summary>
internal sealed class DeadLetter : IFailure
{
    private readonly Dictionary<string, string?> _ours = new(StringComparer.Ordinal);
    private readonly Lazy<EnvelopeIds> _ids;

    private DeadLetter(ConsumeResult<byte[]?, byte[]?> result)
    {
        Place = result.TopicPartitionOffset;
        Whole = OriginalRecord.Of(result);
        _ids = new(() => EnvelopeIds.Of(Whole.Value));
    }

    /// <summary>Where the letter is.</summary>
    public TopicPartitionOffset Place { get; }

    /// <summary>What a journal calls it.</summary>
    public string Id => $"{Place.Partition.Value}@{Place.Offset.Value}";

    /// <summary>What people call it.</summary>
    public string Name => $"{Place.Topic}[{Place.Partition.Value}]@{Place.Offset.Value}";

    /// <summary>The letter as it is in the dead-letter topic, with all headers and its own timestamp.</summary>
    public OriginalRecord Whole { get; }

    /// <summary>The record that failed; null when BatchGen has not written the letter, so that nobody knows what was added to it.</summary>
    public OriginalRecord? Original { get; private set; }

    /// <summary>Why <see cref="Original"/> is null.</summary>
    public string? Problem { get; private set; }

    /// <summary>What a replay sends: the record that failed, or the letter as it is where nobody knows what was added to it.</summary>
    public OriginalRecord Replayed => Original ?? Whole;

    public string? Job => Text(DeadLetterHeaders.Job);

    public string? Group => Text(DeadLetterHeaders.Group);

    /// <summary>The topic that the record was read from, where a replay sends it.</summary>
    public string? SourceTopic => Text(DeadLetterHeaders.Topic);

    public long? SourcePartition => Number(DeadLetterHeaders.Partition);

    public long? SourceOffset => Number(DeadLetterHeaders.Offset);

    public long? Attempts => Number(DeadLetterHeaders.Attempts);

    public string? FailureKind => Text(DeadLetterHeaders.FailureKind);

    public string? ExceptionType => Text(DeadLetterHeaders.ExceptionType);

    public string? Message => Text(DeadLetterHeaders.Message);

    /// <summary>When the record failed; for a letter of somebody else, its timestamp.</summary>
    public DateTimeOffset? FailedAt =>
        Text(DeadLetterHeaders.FailedAt) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : Whole.Timestamp is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    public Guid? BatchId => _ids.Value.BatchId;

    public string? RecordId => _ids.Value.RecordId;

    public static DeadLetter Of(ConsumeResult<byte[]?, byte[]?> result)
    {
        DeadLetter letter = new(result);
        letter.TakeApart();
        return letter;
    }

    /// <summary>
    /// Ours come last, and the first of them says how many come before. The last header of that name is the one: a record of a dead-letter
    /// topic that failed once more has the others as its own.
    /// </summary>
    private void TakeApart()
    {
        IReadOnlyList<IHeader> headers = Whole.Headers;
        for (int i = headers.Count - 1; i >= 0; i--)
        {
            if (headers[i].Key != DeadLetterHeaders.OriginalHeaders)
            {
                continue;
            }

            string? count = TextOf(headers[i]);
            if (count != i.ToString(CultureInfo.InvariantCulture))
            {
                Problem = $"its header {DeadLetterHeaders.OriginalHeaders} says '{count}', but {i} come before it: the letter was changed after BatchGen wrote it";
                return;
            }

            foreach (IHeader ours in headers.Skip(i + 1))
            {
                _ours[ours.Key] = TextOf(ours);
            }

            Original = new OriginalRecord(
                Whole.Key, Whole.Value, [.. headers.Take(i)], OriginalRecord.KnownTimestamp(Number(DeadLetterHeaders.Timestamp)));
            return;
        }

        Problem = $"not written by BatchGen: it has no header {DeadLetterHeaders.OriginalHeaders}";
    }

    private string? Text(string name) => _ours.GetValueOrDefault(name);

    private long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string? TextOf(IHeader header) => header.GetValueBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
