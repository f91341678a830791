namespace BatchGen.Cli.Prefect.Models;

/// <summary>A line of a run's log.</summary>
/// <param name="Timestamp">When it was written.</param>
/// <param name="Level">Python's level: 20 is information, 40 an error.</param>
/// <param name="Message">The text; of a structured line a JSON object.</param>
internal sealed record LogEntry(DateTimeOffset Timestamp, int Level, string Message);
