using System.Globalization;

namespace BatchGen.FaultApp;

/// <summary>What the suite tells its child process, by environment variables.</summary>
/// <param name="Folder">Where events, counts and the source of a run are.</param>
/// <param name="Process">The name of this process's event log; no two processes of a schedule have the same.</param>
/// <param name="Suffix">Put behind the names of topics and groups, so that many schedules can share a cluster; empty for none.</param>
/// <param name="Backoff">The wait before the second attempt of a stage.</param>
/// <param name="Timeout">How long one attempt may take.</param>
public sealed record FaultSettings(string Folder, string Process, string Suffix, TimeSpan Backoff, TimeSpan Timeout)
{
    public const string FolderVariable = "FAULTS_FOLDER";
    public const string ProcessVariable = "FAULTS_PROCESS";
    public const string SuffixVariable = "FAULTS_SUFFIX";
    public const string BackoffVariable = "FAULTS_BACKOFF_MS";
    public const string TimeoutVariable = "FAULTS_TIMEOUT_MS";

    public static FaultSettings FromEnvironment() => new(
        Text(FolderVariable) ?? Directory.CreateTempSubdirectory("batchgen-faults-").FullName,
        Text(ProcessVariable) ?? "alone",
        Text(SuffixVariable) ?? "",
        Milliseconds(BackoffVariable, 20),
        Milliseconds(TimeoutVariable, 10_000));

    /// <summary>The event log of a process.</summary>
    public static string EventLogOf(string folder, string process) => Path.Combine(folder, $"{process}.events");

    /// <summary>What the extract stage of a run reads: one record as JSON on each line.</summary>
    public static string SourceOf(string folder) => Path.Combine(folder, "source.jsonl");

    private static string? Text(string variable) => Environment.GetEnvironmentVariable(variable);

    private static TimeSpan Milliseconds(string variable, int fallback) =>
        TimeSpan.FromMilliseconds(Text(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback);
}
