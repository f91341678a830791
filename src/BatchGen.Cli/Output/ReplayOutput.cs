using System.Text.Json;
using BatchGen.Cli.Replaying;
using BatchGen.Hosting.Reports;
using Spectre.Console;

namespace BatchGen.Cli.Output;

/// <summary>What a replay says at its end, for people or as JSON; and its exit code.</summary>
/// <param name="Source">What was replayed: a topic or a store.</param>
/// <param name="Cluster">Where it went.</param>
/// <param name="Journal">The journal's file.</param>
/// <param name="Executed">Whether it was done.</param>
/// <param name="Report">What came of it.</param>
/// <param name="ArrivedMeanwhile">How many came while it went, and wait for the next replay; null where that is not known.</param>
internal sealed record ReplayOutput(string Source, string Cluster, string Journal, bool Executed, ReplayReport Report, long? ArrivedMeanwhile)
{
    public int Write(bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(this, OutputJson.Default.ReplayOutput));
        }
        else
        {
            WriteTable();
        }

        return Report switch
        {
            { IsInterrupted: true } => ExitCodes.Interrupted,
            { FailedCount: 0 } => ExitCodes.Done,
            { FailedForGood: true } => ExitCodes.DataError,
            _ => ExitCodes.TemporaryFailure,
        };
    }

    private void WriteTable()
    {
        TextWriter output = Console.Out;
        output.WriteLine($"{Source} → cluster {Cluster}");
        output.WriteLine($"Journal: {Journal}");
        if (Report.Targets.Count > 0)
        {
            Table table = new() { Border = TableBorder.Rounded };
            table.AddColumns("to topic", Executed ? "sent" : "would be sent", "bytes");
            foreach (ReplayTarget target in Report.Targets)
            {
                table.AddRow(Markup.Escape(target.Topic), $"{target.Records:N0}", PlainText.Bytes(target.Bytes));
            }

            ReportConsole.Create().Write(table);
        }

        Say(output, Report.Recovered, "of an interrupted replay had been sent already");
        Say(output, Report.SentBefore, "sent by an earlier replay (--again sends them once more)");
        Say(output, Report.ToLookUp, "of these were in hand when an earlier replay was interrupted: --execute looks first whether they have been sent");
        Say(output, ArrivedMeanwhile ?? 0, "arrived meanwhile and wait for the next replay");
        Name(output, Report.SkippedCount, Report.Skipped, "cannot be replayed");
        Name(output, Report.FailedCount, Report.Failed, Report.FailedForGood ? "refused by the broker" : "not sent, or not known to be");
        output.WriteLine(Conclusion());
    }

    private string Conclusion()
    {
        if (!Executed)
        {
            return Report.Sent == 0 ? "Nothing to send." : "Nothing was sent: this was a dry run. Add --execute to send.";
        }

        return Report switch
        {
            { IsInterrupted: true } => $"Stopped after {Report.Sent:N0}. Run the same command again to go on: nothing is sent twice.",
            { FailedCount: > 0, FailedForGood: false } => $"Stopped after {Report.Sent:N0}. Run the same command again once the cluster takes records: nothing is sent twice.",
            _ => $"Done: {Report.Sent:N0} sent.",
        };
    }

    private static void Say(TextWriter output, long count, string what)
    {
        if (count > 0)
        {
            output.WriteLine($"{count:N0} {what}.");
        }
    }

    private static void Name(TextWriter output, long count, IReadOnlyList<ReplayNote> notes, string what)
    {
        if (count == 0)
        {
            return;
        }

        output.WriteLine($"{count:N0} {what}:");
        foreach (ReplayNote note in notes)
        {
            output.WriteLine($"  {PlainText.Line(note.Name, 120)}: {PlainText.Line(note.Reason, 300)}");
        }

        Say(output, count - notes.Count, "more");
    }
}
