namespace BatchGen.Cli;

/// <summary>What the tool says to its caller beside <see cref="ExitCodes"/>.</summary>
internal static class ToolExitCodes
{
    /// <summary>The command did its work and found something.</summary>
    public const int Findings = 1;
}
