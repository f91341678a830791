using System.CommandLine;
using BatchGen.Cli.Connection;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary>The group <c>fallback</c>: its commands, their options and help.</summary>
internal static class FallbackCommands
{
    public static Command Create() => new("fallback", "Fallback stores: records that neither Kafka nor a stage took, kept in a folder or bucket.")
    {
        List(), Show(), Replay(),
    };

    private static Command List()
    {
        EntryOptions entries = new();
        Option<int?> limit = CommonOptions.Number("--limit", "Show at most so many; the totals count all. Default: 50, with --json all.", min: 1);
        Option<bool> json = CommonOptions.Json();
        Command command = new("list", "Which entries there are, why they failed, and which of them cannot be replayed but need another run.");
        entries.AddTo(command);
        command.Add(limit);
        command.Add(json);
        command.SetAction((result, token) => ToolHost.RunAsync(() => new ListEntries(
            entries.Open(result, entries.Configuration(result)), entries.Read(result), result.GetValue(limit), result.GetValue(json)).RunAsync(token)));
        return command;
    }

    private static Command Show()
    {
        EntryOptions entries = new();
        Option<string?> raw = new("--raw") { Description = "Also write the value's bytes to this file.", HelpName = "file" };
        Option<bool> json = CommonOptions.Json();
        Command command = new("show", "One entry in full: why it failed, its headers, key and value. Bytes that are no text are shown as hexadecimal digits.");
        entries.AddTo(command);
        command.Add(raw);
        command.Add(json);
        command.SetAction((result, token) => ToolHost.RunAsync(() => new ShowEntry(
            entries.Open(result, entries.Configuration(result)), entries.Read(result), result.GetValue(raw), result.GetValue(json)).RunAsync(token)));
        return command;
    }

    private static Command Replay()
    {
        EntryOptions entries = new();
        ReplayCommandOptions replay = new();
        Option<string?> to = new("--to") { Description = "Send to this topic instead of the one that each record was for.", HelpName = "topic" };
        Option<bool> keep = new("--keep") { Description = "Keep the entries in the store; otherwise each is removed once the broker has its record." };
        Option<bool> json = CommonOptions.Json();
        Command command = new(
            "replay",
            "Send the records of publish and load stages to their topics, byte for byte, and remove their entries. A dry run unless --execute. "
            + "Interrupted and started again it goes on where it was and sends nothing twice.");
        entries.AddTo(command);
        command.Add(to);
        command.Add(keep);
        replay.AddTo(command);
        command.Add(json);
        command.SetAction((result, token) => ToolHost.RunAsync(async () =>
        {
            IConfiguration configuration = entries.Configuration(result);
            IFallbackArchive archive = entries.Open(result, configuration);
            using Cluster cluster = await Cluster.ConnectAsync(configuration, token).ConfigureAwait(false);
            return await new ReplayEntries(
                cluster, archive, entries.Read(result), result.GetValue(to), result.GetValue(keep), replay.Journal(result), replay.Read(result),
                result.GetValue(json)).RunAsync(token).ConfigureAwait(false);
        }));
        return command;
    }
}
