using System.Globalization;
using System.Text.Json;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Output;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying.Journal;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary><c>dlq show</c>: one letter in full.</summary>
internal sealed class ShowLetter(Cluster cluster, LetterSelection selection, string? journal, string? raw, bool json)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        LetterReader reader = await LetterReader.OpenAsync(cluster, selection).ConfigureAwait(false);
        DeadLetter letter = reader.Read(cancellationToken).Take(2).ToList() switch
        {
            [] => throw new MissingInputException($"{selection.Topic}: no letter matches."),
            [DeadLetter only] => only,
            [DeadLetter first, ..] => throw new Hosting.UsageException(
                $"{selection.Topic}: more than one letter matches. Name one, for example with --partition {first.Place.Partition.Value} --offset {first.Place.Offset.Value}."),
        };
        if (raw is not null)
        {
            byte[] value = letter.Whole.Value ?? throw new MissingInputException($"{letter.Name} has no value (null), so there is nothing to write to {raw}.");
            await File.WriteAllBytesAsync(raw, value, cancellationToken).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"{raw}: {PlainText.Bytes(value.Length)}, the value of {letter.Name}").ConfigureAwait(false);
        }

        if (json)
        {
            bool replayed = JournalPlace.OfTopic(journal, cluster.Id, selection.Topic).Read().IsSent(letter.Id, letter.Replayed.Hash);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ShownLetter.Of(letter, replayed), OutputJson.Default.ShownLetter)).ConfigureAwait(false);
        }
        else
        {
            Write(Console.Out, letter);
        }

        return ExitCodes.Done;
    }

    private static void Write(TextWriter output, DeadLetter letter)
    {
        Field("letter", letter.Name);
        Field("problem", letter.Problem);
        Field("failed at", letter.FailedAt?.ToString("O", CultureInfo.InvariantCulture));
        Field("job", letter.Job);
        Field("group", letter.Group);
        Field("batch", letter.BatchId?.ToString());
        Field("record", letter.RecordId);
        Field("failure", letter.FailureKind);
        Field("attempts", letter.Attempts?.ToString(CultureInfo.InvariantCulture));
        Field("exception", letter.ExceptionType);
        Field("message", letter.Message);
        if (letter.Original is { } original)
        {
            Field("came from", $"{letter.SourceTopic}[{letter.SourcePartition}]@{letter.SourceOffset}");
            Field("its time", original.Timestamp is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("O", CultureInfo.InvariantCulture) : "not known");
        }

        output.WriteLine(letter.Original is null ? "headers:" : "headers of the record:");
        foreach (Confluent.Kafka.IHeader header in letter.Replayed.Headers)
        {
            output.WriteLine($"  {PlainText.Line(header.Key, 200)}: {PlainText.Of(header.GetValueBytes())}");
        }

        output.WriteLine($"key: {PlainText.Of(letter.Whole.Key)}");
        output.WriteLine($"value ({(letter.Whole.Value is { } value ? PlainText.Bytes(value.Length) : "null")}):");
        output.WriteLine(PlainText.Of(letter.Whole.Value));

        void Field(string name, string? text)
        {
            if (text is not null)
            {
                output.WriteLine($"{name + ":",-11}{PlainText.Line(text, 2_000)}");
            }
        }
    }
}

/// <summary>What <c>dlq show --json</c> writes.</summary>
internal sealed record ShownLetter(LetterSummary Letter, ShownBytes? Key, ShownBytes? Value, IReadOnlyList<ShownHeader> Headers, IReadOnlyList<ShownHeader> FailureHeaders)
{
    public static ShownLetter Of(DeadLetter letter, bool replayed) => new(
        LetterSummary.Of(letter, replayed), ShownBytes.Of(letter.Whole.Key), ShownBytes.Of(letter.Whole.Value), ShownHeader.Of(letter.Replayed.Headers),
        ShownHeader.Of(letter.Whole.Headers.Skip(letter.Replayed.Headers.Count)));
}
