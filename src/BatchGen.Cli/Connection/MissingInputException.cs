namespace BatchGen.Cli.Connection;

/// <summary>What the command is about is not there: a topic, a letter, an entry, a folder.</summary>
internal sealed class MissingInputException(string message) : Exception(message);
