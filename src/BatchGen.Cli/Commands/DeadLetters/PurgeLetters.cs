using System.Text.Json;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Output;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying.Journal;
using BatchGen.Hosting.Reports;
using Confluent.Kafka;
using Spectre.Console;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>How a purge goes.</summary>
/// <param name="Until">Only letters that failed before this time; null for all.</param>
/// <param name="BeforeOffset">Only letters before this offset; null for all.</param>
/// <param name="Execute">Whether it is done, and not just told.</param>
/// <param name="UnreplayedToo">Whether letters may go that no replay has sent.</param>
internal sealed record PurgeOptions(DateTimeOffset? Until, long? BeforeOffset, bool Execute, bool UnreplayedToo);

/// <summary><c>dlq purge</c>.</summary>
internal sealed class PurgeLetters(Cluster cluster, LetterSelection selection, PurgeOptions options, string? journal, bool json)
{
    /// <summary>A cluster does it at once or not at all; an embedded broker does not even answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        LetterReader reader = await LetterReader.OpenAsync(cluster, selection).ConfigureAwait(false);
        JournalPlace place = JournalPlace.OfTopic(journal, cluster.Id, selection.Topic);
        PurgePlan plan = PurgePlan.Make(
            reader.Ranges, range => cluster.Read(range, cancellationToken).Select(DeadLetter.Of), Goes, place.Read());
        bool refused = plan.Unreplayed > 0 && !options.UnreplayedToo;
        if (options.Execute && !refused && plan.Letters > 0)
        {
            await cluster.DeleteRecordsAsync(
                plan.Partitions.Select(partition => new TopicPartitionOffset(selection.Topic, partition.Partition, partition.BeforeOffset)), Timeout)
                .ConfigureAwait(false);
        }

        if (json)
        {
            PurgeOutput output = new(selection.Topic, cluster.Id, place.Path, options.Execute && !refused, plan.Letters, plan.Unreplayed, plan.Partitions);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(output, OutputJson.Default.PurgeOutput)).ConfigureAwait(false);
        }
        else
        {
            Write(plan, place.Path, refused);
        }

        if (!refused)
        {
            return ExitCodes.Done;
        }

        string names = string.Join(", ", plan.NeverReplayed);
        await Console.Error.WriteLineAsync(
            $"{PlainText.Count(plan.Unreplayed, "letter has", "letters have")} never been replayed, as far as {place.Path} knows, and would be lost: "
            + $"{names}{(plan.Unreplayed > plan.NeverReplayed.Count ? ", …" : "")}. Replay them first, or add --unreplayed-too.").ConfigureAwait(false);
        return options.Execute ? ExitCodes.DataError : ExitCodes.Done;
    }

    private bool Goes(DeadLetter letter) =>
        (options.Until is null || letter.FailedAt < options.Until) && (options.BeforeOffset is null || letter.Place.Offset.Value < options.BeforeOffset);

    private void Write(PurgePlan plan, string journalPath, bool refused)
    {
        Console.Out.WriteLine($"{selection.Topic} in cluster {cluster.Id}");
        Console.Out.WriteLine($"Journal: {journalPath}");
        if (plan.Letters == 0)
        {
            Console.Out.WriteLine("Nothing to delete.");
            return;
        }

        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("partition", "before offset", "letters", "never replayed");
        foreach (PartitionPurge partition in plan.Partitions)
        {
            table.AddRow($"{partition.Partition}", $"{partition.BeforeOffset}", $"{partition.Letters:N0}", $"{partition.Unreplayed:N0}");
        }

        ReportConsole.Create().Write(table);
        Console.Out.WriteLine(
            !options.Execute ? "Nothing was deleted: this was a dry run. Add --execute to delete."
            : refused ? "Nothing was deleted."
            : $"Done: {PlainText.Count(plan.Letters, "letter", "letters")} deleted.");
    }
}

/// <summary>What <c>dlq purge --json</c> writes.</summary>
internal sealed record PurgeOutput(
    string Topic, string Cluster, string Journal, bool Executed, long Letters, long Unreplayed, IReadOnlyList<PartitionPurge> Partitions);
