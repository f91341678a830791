using System.Globalization;
using System.Text.Json;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Output;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying.Journal;
using BatchGen.Hosting.Reports;
using Spectre.Console;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary><c>dlq list</c>.</summary>
internal sealed class ListLetters(Cluster cluster, LetterSelection selection, string? journal, int? limit, bool json)
{
    private const int DefaultRows = 50;
    private const int ReasonLength = 60;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        LetterReader reader = await LetterReader.OpenAsync(cluster, selection).ConfigureAwait(false);
        JournalState replayed = JournalPlace.OfTopic(journal, cluster.Id, selection.Topic).Read();
        int rows = limit ?? (json ? int.MaxValue : DefaultRows);
        Totals totals = new();
        List<LetterSummary> letters = [];
        foreach (DeadLetter letter in reader.Read(cancellationToken))
        {
            totals.Add(letter, letter.Replayed.Size);
            if (letters.Count < rows)
            {
                letters.Add(LetterSummary.Of(letter, replayed.IsSent(letter.Id, letter.Replayed.Hash)));
            }
        }

        if (json)
        {
            LetterList list = new(selection.Topic, cluster.Id, letters, totals);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(list, OutputJson.Default.LetterList)).ConfigureAwait(false);
        }
        else
        {
            Write(letters, totals);
        }

        return ExitCodes.Done;
    }

    private void Write(List<LetterSummary> letters, Totals totals)
    {
        if (totals.Count == 0)
        {
            Console.Out.WriteLine($"{selection.Topic}: no letter matches.");
            return;
        }

        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("failed at", "job", "batch", "record", "letter", "failure", "attempts", "reason", "replayed");
        table.Columns[2].NoWrap();
        foreach (LetterSummary letter in letters)
        {
            table.AddRow(
                PlainText.Time(letter.FailedAt),
                Escape(letter.Job, 40),
                letter.BatchId?.ToString() ?? "",
                Escape(letter.RecordId, 40),
                $"{letter.Partition}@{letter.Offset}",
                Escape(letter.Failure, 20),
                letter.Attempts?.ToString(CultureInfo.InvariantCulture) ?? "",
                Escape(letter.Problem ?? letter.Message, ReasonLength),
                letter.Replayed ? "yes" : "");
        }

        ReportConsole.Create().Write(table);
        string more = totals.Count > letters.Count ? $" ({totals.Count - letters.Count:N0} not shown: --limit)" : "";
        Console.Out.WriteLine($"{selection.Topic}: {PlainText.Count(totals.Count, "letter", "letters")}, {PlainText.Bytes(totals.Bytes)}{more}");
        Console.Out.WriteLine($"by failure: {Totals.Text(totals.ByFailure)}");
        Console.Out.WriteLine($"by job: {Totals.Text(totals.ByJob)}");
    }

    private static string Escape(string? text, int maxLength) => Markup.Escape(PlainText.Line(text, maxLength));
}

/// <summary>What <c>dlq list --json</c> writes.</summary>
internal sealed record LetterList(string Topic, string Cluster, IReadOnlyList<LetterSummary> Letters, Totals Totals);
