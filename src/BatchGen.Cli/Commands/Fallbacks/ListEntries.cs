using System.Globalization;
using System.Text.Json;
using BatchGen.Cli.Output;
using BatchGen.Hosting.Reports;
using Spectre.Console;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary><c>fallback list</c>.</summary>
internal sealed class ListEntries(IFallbackArchive archive, EntrySelection selection, int? limit, bool json)
{
    private const int DefaultRows = 50;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<FallbackItem> items = await selection.ReadAsync(archive, cancellationToken).ConfigureAwait(false);
        Totals totals = new();
        foreach (FallbackItem item in items)
        {
            totals.Add(item, Math.Max(0, item.PayloadSize));
        }

        IReadOnlyList<EntrySummary> rows = [.. items.Take(limit ?? (json ? int.MaxValue : DefaultRows)).Select(EntrySummary.Of)];
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new EntryList(archive.Location, rows, totals), OutputJson.Default.EntryList))
                .ConfigureAwait(false);
        }
        else
        {
            Write(rows, totals);
        }

        return ExitCodes.Done;
    }

    private void Write(IReadOnlyList<EntrySummary> rows, Totals totals)
    {
        if (totals.Count == 0)
        {
            Console.Out.WriteLine($"{archive.Location}: no entry matches.");
            return;
        }

        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("failed at", "entry", "stage", "for topic", "record", "failure", "attempts", "reason");
        table.Columns[1].NoWrap();
        foreach (EntrySummary entry in rows)
        {
            string place = entry.Offset is null ? entry.Topic ?? "" : $"{entry.Topic}[{entry.Partition}]@{entry.Offset}";
            table.AddRow(
                PlainText.Time(entry.FailedAt), Escape(entry.Key, 200), Escape(entry.Stage, 20), Escape(place, 120), Escape(entry.RecordId, 40),
                Escape(entry.Failure, 20), entry.Attempts?.ToString(CultureInfo.InvariantCulture) ?? "", Escape(entry.Message ?? entry.Problem, 60));
        }

        ReportConsole.Create().Write(table);
        string more = totals.Count > rows.Count ? $" ({totals.Count - rows.Count:N0} not shown: --limit)" : "";
        Console.Out.WriteLine($"{archive.Location}: {PlainText.Count(totals.Count, "entry", "entries")}, {PlainText.Bytes(totals.Bytes)}{more}");
        Console.Out.WriteLine($"by failure: {Totals.Text(totals.ByFailure)}");
        Console.Out.WriteLine($"by job: {Totals.Text(totals.ByJob)}");
        foreach (EntrySummary entry in rows.Where(entry => entry.Problem is not null))
        {
            Console.Out.WriteLine($"not to be replayed: {PlainText.Line(entry.Key, 200)}: {PlainText.Line(entry.Problem, 300)}");
        }
    }

    private static string Escape(string? text, int maxLength) => Markup.Escape(PlainText.Line(text, maxLength));
}

/// <summary>What <c>fallback list --json</c> writes.</summary>
internal sealed record EntryList(string Store, IReadOnlyList<EntrySummary> Entries, Totals Totals);

/// <summary>An entry as <c>list --json</c> writes it.</summary>
internal sealed record EntrySummary(
    string Key,
    DateTimeOffset? FailedAt,
    string? Job,
    string? Stage,
    Guid? BatchId,
    string? RecordId,
    string? Topic,
    int? Partition,
    long? Offset,
    string? Failure,
    int? Attempts,
    string? ExceptionType,
    string? Message,
    long Bytes,
    string? Problem)
{
    public static EntrySummary Of(FallbackItem item) => new(
        item.Key, item.FailedAt, item.Job, item.Entry?.Stage, item.BatchId, item.RecordId, item.Entry?.Topic, item.Entry?.Partition, item.Entry?.Offset,
        item.FailureKind, item.Entry?.Attempts, item.Entry?.ExceptionType, item.Entry?.Message, item.PayloadSize, item.Problem);
}
