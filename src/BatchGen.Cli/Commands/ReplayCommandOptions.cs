using System.CommandLine;
using BatchGen.Cli.Replaying;

namespace BatchGen.Cli.Commands;

/// <summary>The options of both replays.</summary>
internal sealed class ReplayCommandOptions
{
    private readonly Option<bool> _execute = new("--execute") { Description = "Send. Without it this is a dry run: it tells what would be sent where." };

    private readonly Option<bool> _again = new("--again") { Description = "Also send what was replayed before." };

    private readonly Option<bool> _newTimestamps = new("--new-timestamps")
    {
        Description = "Give records the time of the replay instead of their own: for records older than the topic keeps them, which Kafka might delete again at once.",
    };

    private readonly Option<int?> _limit = CommonOptions.Number("--limit", "Send at most so many.", min: 1);

    private readonly Option<string?> _journal = new("--journal")
    {
        Description = "The file that remembers what was sent, so that nothing is sent twice. Default: a file for the cluster and the source in .batch/replay here.",
        HelpName = "file",
    };

    private readonly Option<int?> _chunk = CommonOptions.Number(
        "--chunk-size", $"The most records between two entries in the journal. Default: {ReplayOptions.DefaultChunkSize}.", min: 1);

    private readonly Option<double?> _settle = CommonOptions.Seconds(
        "--settle-seconds",
        "After an interrupted replay: how long ago its last records must have been on their way before they are looked up. "
        + $"Default: {ReplayOptions.DefaultSettleSeconds}.",
        max: 3_600);

    public void AddTo(Command command)
    {
        command.Add(_execute);
        command.Add(_again);
        command.Add(_newTimestamps);
        command.Add(_limit);
        command.Add(_journal);
        command.Add(_chunk);
        command.Add(_settle);
    }

    public string? Journal(ParseResult result) => result.GetValue(_journal);

    public ReplayOptions Read(ParseResult result) => new()
    {
        Execute = result.GetValue(_execute),
        Again = result.GetValue(_again),
        NewTimestamps = result.GetValue(_newTimestamps),
        Limit = result.GetValue(_limit),
        ChunkSize = result.GetValue(_chunk) ?? ReplayOptions.DefaultChunkSize,
        Settle = TimeSpan.FromSeconds(result.GetValue(_settle) ?? ReplayOptions.DefaultSettleSeconds),
    };
}
