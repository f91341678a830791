using BatchGen.Faults.Clusters;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Execution;

/// <summary>How a suite of schedules is run.</summary>
internal sealed record SuiteOptions
{
    /// <summary>The first seed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many schedules, each with the seed after that of the one before.</summary>
    public int Schedules { get; init; } = 1;

    /// <summary>How many at once.</summary>
    public int Parallel { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>The jobs to choose from.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = Variant.All;

    /// <summary>An outside cluster; null for one in this process for each schedule.</summary>
    public string? BootstrapServers { get; init; }

    /// <summary>The fault application's assembly.</summary>
    public string Application { get; init; } = Path.Combine(AppContext.BaseDirectory, "BatchGen.FaultApp.dll");

    /// <summary>Whether to keep the folders of schedules in which nothing is wrong too.</summary>
    public bool KeepFolders { get; init; }

    /// <summary>After so many failed schedules no further one is started.</summary>
    public int MaxFailures { get; init; } = 5;

    /// <summary>Which schedules to run; seeds of others are passed over.</summary>
    public Func<Schedule, bool> Shows { get; init; } = _ => true;

    /// <summary>Makes the schedule of a seed.</summary>
    public Schedule Generate(int seed) => ScheduleGenerator.Generate(seed, Variants, BootstrapServers is null);

    public async Task<ICluster> StartClusterAsync(Schedule schedule) => BootstrapServers is null
        ? await EmbeddedCluster.StartAsync(schedule.Protocol)
        : new OutsideCluster(BootstrapServers, schedule.Protocol, $".s{schedule.Seed}-{Guid.NewGuid().ToString("N")[..8]}");
}
