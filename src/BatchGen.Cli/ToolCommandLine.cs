using System.CommandLine;
using BatchGen.Cli.Commands.DeadLetters;
using BatchGen.Cli.Commands.Fallbacks;
using BatchGen.Cli.Commands.Generate;
using BatchGen.Cli.Commands.New;

namespace BatchGen.Cli;

/// <summary>The tool's commands; each group has a folder of its own below <c>Commands</c>.</summary>
internal static class ToolCommandLine
{
    public static RootCommand Create() => new("The operator's tool for batch jobs of the Batch Workflow Standard.")
    {
        DeadLetterCommands.Create(),
        FallbackCommands.Create(),
        GenerateCommand.Create(),
        NewCommand.Create(),
    };
}
