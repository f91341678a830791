using BatchGen.FaultApp;
using BatchGen.Faults.Clusters;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Execution;

/// <summary>What one schedule has to itself: its cluster, its folder, and the settings of its processes.</summary>
internal sealed class World(Schedule schedule, ICluster cluster, string folder, string application)
{
    /// <summary>How long a stop, or a partition that leaves, waits for the records in hand.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    private int _processes;

    public Schedule Schedule => schedule;

    public ICluster Cluster => cluster;

    public string Folder => folder;

    public Timeline Timeline { get; } = new();

    public string Topic => schedule.Variant.Topic + (schedule.Variant.IsRun ? "" : cluster.Suffix);

    public string LoadedTopic => schedule.Variant.Topic + cluster.Suffix;

    public string DeadLetterTopic => schedule.Variant.DeadLetterTopic + cluster.Suffix;

    public string Group => schedule.Variant.Group + cluster.Suffix;

    public string FallbackFolder => Path.Combine(folder, "fallback");

    /// <summary>The most memory that any consumer had had when all was done, in bytes.</summary>
    public long PeakMemory { get; set; }

    /// <summary>What a process has written.</summary>
    public string OutputOf(string process) => File.ReadAllText(Path.Combine(folder, $"{process}.output"));

    /// <summary>The SQLite file of the idempotency store.</summary>
    public string StoreFile => Path.Combine(folder, "idempotency.db");

    /// <summary>The names of all processes so far.</summary>
    public IReadOnlyList<string> Processes
    {
        get
        {
            lock (_names)
            {
                return [.. _names];
            }
        }
    }

    private readonly List<string> _names = [];

    public ChildProcess Start(string what, params IReadOnlyList<string> command)
    {
        string name = $"{Interlocked.Increment(ref _processes):D3}-{what}";
        lock (_names)
        {
            _names.Add(name);
        }

        Timeline.Add($"start {name}");
        return ChildProcess.Start(application, folder, name, Environment(name), command);
    }

    private Dictionary<string, string> Environment(string process)
    {
        Dictionary<string, string> environment = new()
        {
            [FaultSettings.FolderVariable] = folder,
            [FaultSettings.ProcessVariable] = process,
            [FaultSettings.SuffixVariable] = cluster.Suffix,
            [FaultSettings.BackoffVariable] = $"{schedule.Backoff.TotalMilliseconds}",
            [FaultSettings.TimeoutVariable] = $"{schedule.Timeout.TotalMilliseconds}",
            ["Batch__Kafka__BootstrapServers"] = cluster.BootstrapServers,
            ["Batch__Consumer__CommitIntervalMs"] = "100",
            ["Batch__Consumer__DrainSeconds"] = $"{Drain.TotalSeconds}",
            ["Batch__Fallback__Store"] = $"file://{FallbackFolder}",
            ["Batch__Idempotency__Store"] = $"sqlite:{StoreFile}",
            ["Batch__SpoolDirectory"] = Path.Combine(folder, "spool"),
            ["Logging__LogLevel__Default"] = "Information",
            ["Logging__Console__FormatterName"] = "simple",
            ["Logging__Console__FormatterOptions__SingleLine"] = "true",
            ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
            ["Logging__Console__FormatterOptions__UseUtcTimestamp"] = "true",
            ["DOTNET_TieredPGO"] = "0",
        };
        if (System.Environment.GetEnvironmentVariable("FAULTS_DEBUG") is { Length: > 0 } debug)
        {
            environment["Batch__Kafka__Settings__debug"] = debug;
            environment["Logging__LogLevel__Default"] = "Debug";
        }

        foreach ((string key, string value) in cluster.Settings.Concat(schedule.Settings))
        {
            environment[$"Batch__Kafka__Settings__{key}"] = value;
        }

        return environment;
    }
}
