using System.CommandLine;
using BatchGen.Cli.Connection;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>The group <c>dlq</c>: its commands, their options and help.</summary>
internal static partial class DeadLetterCommands
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

    private static Option<string?> JournalOption() =>
        new("--journal") { Description = "The journal of the replays, if it is not the default one.", HelpName = "file" };

    private static Task<int> RunAsync(ConnectionOptions connection, ParseResult result, Func<Cluster, Task<int>> body, CancellationToken cancellationToken) =>
        ToolHost.RunAsync(async () =>
        {
            using Cluster cluster = await Cluster.ConnectAsync(connection.Read(result), cancellationToken).ConfigureAwait(false);
            return await body(cluster).ConfigureAwait(false);
        });
}
