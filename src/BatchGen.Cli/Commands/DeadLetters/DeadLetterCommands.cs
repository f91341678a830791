using System.CommandLine;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>The group <c>dlq</c>: its commands, their options and help.</summary>
internal static class DeadLetterCommands
{
    public static Command Create() => new("dlq", "Dead letters: records that a load stage could not handle, in a topic of their own.")
    {
        List(), Show(), Replay(), Purge(),
    };

    private static Command List()
    {
        LetterOptions letters = new();
        ConnectionOptions connection = new();
        Option<int?> limit = CommonOptions.Number("--limit", "Show at most so many; the totals count all. Default: 50, with --json all.", min: 1);
        Option<string?> journal = JournalOption();
        Option<bool> json = CommonOptions.Json();
        Command command = new("list", "Which letters there are, why they failed, and which of them were replayed.");
        letters.AddTo(command);
        command.Add(limit);
        command.Add(journal);
        command.Add(json);
        connection.AddTo(command);
        command.SetAction((result, token) => RunAsync(
            connection,
            result,
            cluster => new ListLetters(cluster, letters.Read(result), result.GetValue(journal), result.GetValue(limit), result.GetValue(json)).RunAsync(token),
            token));
        return command;
    }

    private static Command Show()
    {
        LetterOptions letters = new();
        ConnectionOptions connection = new();
        Option<string?> raw = new("--raw") { Description = "Also write the value's bytes to this file.", HelpName = "file" };
        Option<string?> journal = JournalOption();
        Option<bool> json = CommonOptions.Json();
        Command command = new("show", "One letter in full: why it failed, its headers, key and value. Bytes that are no text are shown as hexadecimal digits.");
        letters.AddTo(command);
        command.Add(raw);
        command.Add(journal);
        command.Add(json);
        connection.AddTo(command);
        command.SetAction((result, token) => RunAsync(
            connection,
            result,
            cluster => new ShowLetter(cluster, letters.Read(result), result.GetValue(journal), result.GetValue(raw), result.GetValue(json)).RunAsync(token),
            token));
        return command;
    }

    private static Command Replay()
    {
        LetterOptions letters = new();
        ConnectionOptions connection = new();
        ReplayCommandOptions replay = new();
        Option<string?> to = new("--to")
        {
            Description = "Send to this topic instead of the one that each record came from; also sends letters that BatchGen has not written, as they are.",
            HelpName = "topic",
        };
        Option<bool> json = CommonOptions.Json();
        Command command = new(
            "replay",
            "Send records back to the topic that they came from: key, value, headers and timestamp byte for byte, in the order of the letters, "
            + "to the partition of their key. A dry run unless --execute. Interrupted and started again it goes on where it was and sends nothing twice.");
        letters.AddTo(command);
        command.Add(to);
        replay.AddTo(command);
        command.Add(json);
        connection.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(to) is { } target && target == LetterSelection.TopicOf(result.GetValue<string>("--topic") ?? ""))
            {
                result.AddError("--to is the dead-letter topic itself.");
            }
        });
        command.SetAction((result, token) => RunAsync(
            connection,
            result,
            cluster => new ReplayLetters(
                cluster, letters.Read(result), result.GetValue(to), replay.Journal(result), replay.Read(result), result.GetValue(json)).RunAsync(token),
            token));
        return command;
    }

    private static Command Purge()
    {
        ConnectionOptions connection = new();
        Option<string> topic = LetterOptions.TopicOption();
        Option<bool> all = new("--all") { Description = "All letters that are there when the command starts." };
        Option<DateTimeOffset?> until = FilterOptions.TimeOption("--until", "The letters of each partition up to the first that failed at this time or later.");
        Option<long?> before = new("--before-offset") { Description = "The letters before this offset; needs --partition.", HelpName = "n" };
        Option<int?> partition = CommonOptions.Number("--partition", "Only of this partition.", min: 0);
        Option<bool> execute = new("--execute") { Description = "Delete. Without it this is a dry run: it tells what would be deleted." };
        Option<bool> unreplayed = new("--unreplayed-too") { Description = "Also delete letters that were never replayed; otherwise the purge is refused when there are any." };
        Option<string?> journal = JournalOption();
        Option<bool> json = CommonOptions.Json();
        Command command = new(
            "purge", "Delete letters, for good. Kafka deletes all that comes before an offset, so there are no filters by job or record. A dry run unless --execute.")
        {
            topic, all, until, before, partition, execute, unreplayed, journal, json,
        };
        connection.AddTo(command);
        command.Validators.Add(result =>
        {
            int chosen = new Option[] { all, until, before }.Count(option => result.GetResult(option) is { Implicit: false });
            if (chosen != 1)
            {
                result.AddError("Say what goes: one of --all, --until TIME, --before-offset N.");
            }

            if (result.GetResult(before) is not null && result.GetResult(partition) is null)
            {
                result.AddError("--before-offset needs --partition: each partition counts its own offsets.");
            }
        });
        command.SetAction((result, token) => RunAsync(
            connection,
            result,
            cluster => new PurgeLetters(
                cluster,
                new LetterSelection(LetterSelection.TopicOf(result.GetRequiredValue(topic)), new FailureFilter(), result.GetValue(partition), Offset: null),
                new PurgeOptions(result.GetValue(until), result.GetValue(before), result.GetValue(execute), result.GetValue(unreplayed)),
                result.GetValue(journal),
                result.GetValue(json)).RunAsync(token),
            token));
        return command;
    }

    private static Option<string?> JournalOption() =>
        new("--journal") { Description = "The journal of the replays, if it is not the default one.", HelpName = "file" };

    private static Task<int> RunAsync(ConnectionOptions connection, ParseResult result, Func<Cluster, Task<int>> body, CancellationToken cancellationToken) =>
        ToolHost.RunAsync(async () =>
        {
            using Cluster cluster = await Cluster.ConnectAsync(connection.Read(result), cancellationToken).ConfigureAwait(false);
            return await body(cluster).ConfigureAwait(false);
        });
}
