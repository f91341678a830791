using System.CommandLine;
using BatchGen.Cli.Commands.Check;
using BatchGen.Cli.Commands.DeadLetters;
using BatchGen.Cli.Commands.Fallbacks;
using BatchGen.Cli.Commands.Graph;
using BatchGen.Cli.Commands.Generate;
using BatchGen.Cli.Commands.New;
using BatchGen.Cli.Commands.Release;
using BatchGen.Cli.Commands.Runs;

namespace BatchGen.Cli;

/// <summary>The tool's commands; each group has a folder of its own below <c>Commands</c>.</summary>
internal static class ToolCommandLine
{
    public static RootCommand Create() => new("The operator's tool for batch jobs of the Batch Workflow Standard.")
    {
        CheckCommand.Create(),
        DeadLetterCommands.Create(),
        FallbackCommands.Create(),
        GraphCommand.Create(),
        RunCommands.Run(),
        RunCommands.Status(),
        RunCommands.Backfill(),
        RunCommands.Cancel(),
        ReleaseCommand.Create(),
        GenerateCommand.Create(),
        NewCommand.Create(),
    };
}
