using System.CommandLine;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <content><c>dlq purge</c>, whose options are its own.</content>
internal static partial class DeadLetterCommands
{
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
}
