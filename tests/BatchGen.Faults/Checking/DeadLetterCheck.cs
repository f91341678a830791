using System.Globalization;
using System.Text;
using BatchGen.FaultApp;
using BatchGen.Faults.Schedules;
using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.Faults.Checking;

/// <summary>Dead letters and records in the fallback store: the original byte for byte, and what happened to it.</summary>
internal static class DeadLetterCheck
{
    /// <summary>How many deaths with one record in hand send it to the dead-letter topic.</summary>
    private const int CrashLimit = 3;

    /// <summary>Where a dead letter says that it comes from.</summary>
    public static (int Partition, long Offset)? PlaceOf(ConsumeResult<byte[]?, byte[]?> letter) =>
        int.TryParse(Text(letter, DeadLetterHeaders.Partition), CultureInfo.InvariantCulture, out int partition)
        && long.TryParse(Text(letter, DeadLetterHeaders.Offset), CultureInfo.InvariantCulture, out long offset)
            ? (partition, offset)
            : null;

    public static IEnumerable<string> Problems(RecordFacts facts, Evidence evidence)
    {
        foreach (ConsumeResult<byte[]?, byte[]?> letter in facts.DeadLetters)
        {
            ConsumeResult<byte[]?, byte[]?> original = Original(facts, PlaceOf(letter)!.Value);
            int count = int.Parse(Text(letter, DeadLetterHeaders.OriginalHeaders) ?? "-1", CultureInfo.InvariantCulture);
            if (!Same(letter.Message.Key, original.Message.Key)
                || !Same(letter.Message.Value, original.Message.Value)
                || count != original.Message.Headers.Count
                || !original.Message.Headers.Zip(letter.Message.Headers).All(pair => pair.First.Key == pair.Second.Key && Same(pair.First.GetValueBytes(), pair.Second.GetValueBytes())))
            {
                yield return $"the dead letter at {letter.TopicPartitionOffset} is not what was read";
            }

            if (Text(letter, DeadLetterHeaders.Topic) != evidence.World.LoadedTopic
                || Text(letter, DeadLetterHeaders.Group) != evidence.World.Group
                || Text(letter, DeadLetterHeaders.Job) != evidence.World.Schedule.Variant.Job
                || Text(letter, DeadLetterHeaders.Timestamp) != original.Message.Timestamp.UnixTimestampMs.ToString(CultureInfo.InvariantCulture)
                || string.IsNullOrEmpty(Text(letter, DeadLetterHeaders.Message))
                || !DateTime.TryParse(Text(letter, DeadLetterHeaders.FailedAt), CultureInfo.InvariantCulture, out _))
            {
                yield return $"the dead letter at {letter.TopicPartitionOffset} does not say where it comes from: {string.Join(", ", letter.Message.Headers.Skip(count).Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes() ?? [])}"))}";
            }

            foreach (string problem in Failure(
                facts, evidence, Text(letter, DeadLetterHeaders.FailureKind), int.Parse(Text(letter, DeadLetterHeaders.Attempts) ?? "-1", CultureInfo.InvariantCulture)))
            {
                yield return $"the dead letter at {letter.TopicPartitionOffset} {problem}";
            }
        }

        foreach (StoredRecord stored in facts.Stored)
        {
            ConsumeResult<byte[]?, byte[]?> original = Original(facts, (stored.Entry.Partition!.Value, stored.Entry.Offset!.Value));
            if (!Same(stored.Entry.Key, original.Message.Key)
                || !Same(stored.Entry.ValueIsNull ? null : stored.Payload, original.Message.Value)
                || !original.Message.Headers.Select(header => (header.Key, Hex(header.GetValueBytes())))
                    .SequenceEqual(stored.Entry.Headers.Select(header => (header.Name, Hex(header.Value)))))
            {
                yield return "the record in the fallback store is not what was read";
            }

            foreach (string problem in Failure(facts, evidence, stored.Entry.FailureKind, stored.Entry.Attempts))
            {
                yield return $"the record in the fallback store {problem}";
            }
        }
    }

    private static IEnumerable<string> Failure(RecordFacts facts, Evidence evidence, string? kind, int attempts)
    {
        (string expected, int declared) = facts.Record switch
        {
            { IsReadable: false } => ("unreadable", 0),
            { Content.Do: Instructions.Permanent } => ("permanent", 1),
            { KillsAlways: true } => ("crash", CrashLimit),
            { Content.Do: Instructions.Hang } => ("timeout", Variant.Attempts),
            _ => ("exhausted", Variant.Attempts),
        };

        // A process that stands still lets attempts time out, whatever their handler would have done.
        bool isOther = kind == "timeout" && attempts == Variant.Attempts;

        // Who is killed from outside with the same record in hand again and again cannot know that the record is innocent.
        bool isBlamed = kind == "crash" && attempts == CrashLimit && evidence.MayBlame;

        // A permanent failure may come behind an attempt that took too long.
        bool isLater = kind == expected && expected == "permanent" && attempts is > 1 and <= Variant.Attempts;
        if ((kind != expected || attempts != declared) && !isOther && !isLater && !isBlamed)
        {
            yield return $"says '{kind}' after {attempts} attempts, not '{expected}' after {declared}";
        }
    }

    private static ConsumeResult<byte[]?, byte[]?> Original(RecordFacts facts, (int Partition, long Offset) place) =>
        facts.Copies.Single(copy => copy.Partition.Value == place.Partition && copy.Offset.Value == place.Offset);

    private static string? Text(ConsumeResult<byte[]?, byte[]?> letter, string header) =>
        letter.Message.Headers.TryGetLastBytes(header, out byte[] bytes) ? Encoding.UTF8.GetString(bytes) : null;

    private static bool Same(byte[]? a, byte[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);

    private static string Hex(byte[]? bytes) => bytes is null ? "null" : Convert.ToHexString(bytes);
}
