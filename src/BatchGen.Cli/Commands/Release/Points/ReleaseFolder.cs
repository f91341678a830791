namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>A folder for one action, deleted behind it.</summary>
internal sealed class ReleaseFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("batchgen-release-").FullName;

    /// <summary>The folder.</summary>
    public string Location => _path;

    /// <summary>A fallback store in it.</summary>
    public string Store => $"file://{Path.Combine(_path, "fallback")}";

    /// <summary>What a process of the job is given, so that nothing of the real environment is touched: its own broker, spool and store.</summary>
    public Dictionary<string, string> EnvironmentOf(string bootstrapServers) => new(StringComparer.Ordinal)
    {
        ["Batch__Environment"] = "release",
        ["Batch__Kafka__BootstrapServers"] = bootstrapServers,
        ["Batch__SpoolDirectory"] = Path.Combine(_path, "spool"),
        ["Batch__Fallback__Store"] = Store,
        ["Batch__Up__BackoffScale"] = "0.02",
    };

    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (IOException)
        {
            // A file that is still open somewhere is no reason to lose the result.
        }
    }
}
