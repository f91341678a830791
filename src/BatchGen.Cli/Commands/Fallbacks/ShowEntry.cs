using System.Globalization;
using System.Text.Json;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Output;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary><c>fallback show</c>: one entry in full.</summary>
internal sealed class ShowEntry(IFallbackArchive archive, EntrySelection selection, string? raw, bool json)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        FallbackItem item = await selection.ReadAsync(archive, cancellationToken).ConfigureAwait(false) switch
        {
            [] => throw new MissingInputException($"{archive.Location}: no entry matches."),
            [FallbackItem only] => only,
            [FallbackItem first, ..] => throw new Hosting.UsageException($"{archive.Location}: more than one entry matches. Name one, for example with --key {first.Key}."),
        };
        byte[]? value = item.Entry is null or { ValueIsNull: true }
            ? null
            : (await archive.ReadPayloadAsync(item.Key, cancellationToken).ConfigureAwait(false)).ToArray();
        if (raw is not null)
        {
            await File.WriteAllBytesAsync(raw, value ?? throw new MissingInputException($"{item.Key} has no value, so there is nothing to write to {raw}."), cancellationToken)
                .ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"{raw}: {PlainText.Bytes(value.Length)}, the value of {item.Key}").ConfigureAwait(false);
        }

        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ShownEntry.Of(item, value), OutputJson.Default.ShownEntry)).ConfigureAwait(false);
        }
        else
        {
            Write(Console.Out, item, value);
        }

        return ExitCodes.Done;
    }

    private static void Write(TextWriter output, FallbackItem item, byte[]? value)
    {
        FallbackEntry? entry = item.Entry;
        Field("entry", item.Key);
        Field("problem", item.Problem);
        Field("failed at", entry?.FailedAt.ToString("O", CultureInfo.InvariantCulture));
        Field("job", entry?.Job);
        Field("stage", entry?.Stage);
        Field("group", entry?.Group);
        Field("batch", entry?.BatchId?.ToString());
        Field("record", entry?.RecordId);
        Field("failure", entry?.FailureKind);
        Field("attempts", entry?.Attempts.ToString(CultureInfo.InvariantCulture));
        Field("exception", entry?.ExceptionType);
        Field("message", entry?.Message);
        Field(entry?.Offset is null ? "for topic" : "came from", entry?.Offset is null ? entry?.Topic : $"{entry.Topic}[{entry.Partition}]@{entry.Offset}");
        output.WriteLine("headers of the record:");
        foreach (FallbackHeader header in entry?.Headers ?? [])
        {
            output.WriteLine($"  {PlainText.Line(header.Name, 200)}: {PlainText.Of(header.Value)}");
        }

        output.WriteLine($"key: {PlainText.Of(entry?.Key)}");
        output.WriteLine($"value ({(value is null ? "null" : PlainText.Bytes(value.Length))}):");
        output.WriteLine(PlainText.Of(value));

        void Field(string name, string? text)
        {
            if (text is not null)
            {
                output.WriteLine($"{name + ":",-11}{PlainText.Line(text, 2_000)}");
            }
        }
    }
}

/// <summary>What <c>fallback show --json</c> writes.</summary>
internal sealed record ShownEntry(EntrySummary Entry, ShownBytes? Key, ShownBytes? Value, IReadOnlyList<ShownHeader> Headers)
{
    public static ShownEntry Of(FallbackItem item, byte[]? value) => new(
        EntrySummary.Of(item), ShownBytes.Of(item.Entry?.Key), ShownBytes.Of(value),
        [.. (item.Entry?.Headers ?? []).Select(header => new ShownHeader(header.Name, ShownBytes.Of(header.Value)))]);
}
