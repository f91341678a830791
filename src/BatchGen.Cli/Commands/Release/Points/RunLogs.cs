using System.Text.Json;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>
/// The structured lines of a run's log (standard 3.1): Prefect stores the text of a line only, so a structured one is a JSON object.
/// </summary>
internal static class RunLogs
{
    /// <summary>For each task the last number of records that a line of the batch states.</summary>
    public static IReadOnlyDictionary<string, long> TasksOf(IEnumerable<LogEntry> lines, Guid batch)
    {
        SortedDictionary<string, long> tasks = new(StringComparer.Ordinal);
        foreach (LogEntry line in lines)
        {
            if (line.Message.AsSpan().TrimStart() is ['{', ..] && TaskOf(line.Message, batch) is var (task, records))
            {
                tasks[task] = records;
            }
        }

        return tasks;
    }

    private static (string Task, long Records)? TaskOf(string message, Guid batch)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            JsonElement line = document.RootElement;
            return line.TryGetProperty("batch_id", out JsonElement id) && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out Guid own) && own == batch
                && line.TryGetProperty("task_name", out JsonElement task) && task.ValueKind == JsonValueKind.String
                && line.TryGetProperty("records_processed", out JsonElement records) && records.ValueKind == JsonValueKind.Number && records.TryGetInt64(out long count)
                    ? (task.GetString()!, count)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
