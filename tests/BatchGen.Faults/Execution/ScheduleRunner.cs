using System.Diagnostics;
using BatchGen.Faults.Checking;
using BatchGen.Faults.Clusters;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Execution;

/// <summary>Runs one schedule to its end: faults, then peace, then the count.</summary>
/// <param name="schedule">Which.</param>
/// <param name="options">With what.</param>
/// <param name="expect">What else has to hold at the end; null for nothing.</param>
internal sealed class ScheduleRunner(Schedule schedule, SuiteOptions options, Func<Evidence, IEnumerable<string>>? expect = null)
{
    private static readonly TimeSpan FirstRecordLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Never throws because of what the schedule brings to light: that is in the outcome.</summary>
    /// <param name="cancellationToken">Ends the schedule where it is.</param>
    /// <returns>Null when it was cancelled.</returns>
    public async Task<ScheduleOutcome?> RunAsync(CancellationToken cancellationToken = default)
    {
        string folder = Directory.CreateTempSubdirectory($"batchgen-faults-{schedule.Seed}-").FullName;
        long started = Stopwatch.GetTimestamp();
        if (await RunInAsync(folder, cancellationToken) is not { } outcome)
        {
            Directory.Delete(folder, recursive: true);
            return null;
        }

        outcome = outcome with { Took = Stopwatch.GetElapsedTime(started), Folder = folder };
        if (outcome.Problems.Count == 0 && !options.KeepFolders)
        {
            Directory.Delete(folder, recursive: true);
            return outcome;
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "report.txt"), outcome.Report, CancellationToken.None);
        return outcome;
    }

    private async Task<ScheduleOutcome?> RunInAsync(string folder, CancellationToken cancellationToken)
    {
        await using ICluster cluster = await options.StartClusterAsync(schedule);
        World world = new(schedule, cluster, folder, options.Application);
        world.Timeline.Add(schedule.ToString());
        await cluster.CreateTopicAsync(world.LoadedTopic, schedule.Partitions);
        await cluster.CreateTopicAsync(world.DeadLetterTopic, 1);
        EffectRows.Create(world);
        await using Consumers consumers = new(world);
        using RecordSource source = new(world);
        await using Runs runs = new(world);
        using TopicReader reader = new(cluster, world.Group);
        ActionRunner actions = new(world, consumers, source, runs);
        List<string> problems = [];
        try
        {
            await RunAsync(world, consumers, source, runs, reader, actions, cancellationToken);
        }
        catch (Exception exception) when (exception is ScheduleException or Confluent.Kafka.KafkaException or TimeoutException)
        {
            problems.Add(exception.Message);
            world.Timeline.Add($"FAILED: {exception.Message}");
        }

        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        problems.AddRange(consumers.Surprises);
        problems.AddRange(runs.Surprises);
        Evidence evidence = Evidence.Collect(world, reader, source, actions, consumers, runs);
        if (problems.Count == 0 && expect is not null)
        {
            problems.AddRange(expect(evidence));
        }

        return Checker.Check(evidence, problems);
    }

    private async Task RunAsync(
        World world, Consumers consumers, RecordSource source, Runs runs, TopicReader reader, ActionRunner actions, CancellationToken cancellationToken)
    {
        actions.StartProduction();
        consumers.EnsureAll(schedule.Consumers);
        runs.Start();
        if (!schedule.Variant.IsRun)
        {
            await WaitForFirstRecordAsync(world, cancellationToken);
        }

        await actions.RunAsync(cancellationToken);
        await runs.FinishAsync(cancellationToken);
        await source.FinishAsync(DrainLimit, cancellationToken);
        consumers.EnsureAll(schedule.Consumers);
        if (schedule.StopsUnderLoad)
        {
            world.Timeline.Add("stop all under load");
            actions.Stopped = await consumers.StopAllAsync();
            actions.StartedAgainAt = DateTime.UtcNow;
            consumers.EnsureAll(schedule.Consumers);
        }

        world.Timeline.Add("drain");
        await DrainAsync(world, reader, cancellationToken);
        world.Timeline.Add("drained");
        world.PeakMemory = consumers.PeakMemory();
        await consumers.StopAllAsync();
    }

    private static async Task WaitForFirstRecordAsync(World world, CancellationToken cancellationToken)
    {
        for (long started = Stopwatch.GetTimestamp(); !AnyEvent(world);)
        {
            if (Stopwatch.GetElapsedTime(started) > FirstRecordLimit)
            {
                throw new ScheduleException($"no record was handled within {FirstRecordLimit.TotalSeconds} s of the start");
            }

            await Task.Delay(Look, cancellationToken);
        }

        world.Timeline.Add("the first record is handled");
    }

    private static bool AnyEvent(World world) => world.Processes.Any(process =>
        new FileInfo(FaultApp.FaultSettings.EventLogOf(world.Folder, process)) is { Exists: true, Length: > 0 });

    private async Task DrainAsync(World world, TopicReader reader, CancellationToken cancellationToken)
    {
        Dictionary<int, long> ends = reader.Ends(world.LoadedTopic, schedule.Partitions);
        Dictionary<int, long> committed = [];
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < DrainLimit;)
        {
            committed = reader.Committed(world.LoadedTopic, schedule.Partitions) ?? committed;
            if (ends.All(end => end.Value == 0 || committed.GetValueOrDefault(end.Key) == end.Value))
            {
                return;
            }

            await Task.Delay(Look, cancellationToken);
        }

        string behind = string.Join(
            ", ",
            ends.Where(end => committed.GetValueOrDefault(end.Key) != end.Value)
                .Select(end => $"[{end.Key}] at {committed.GetValueOrDefault(end.Key)} of {end.Value}"));
        throw new ScheduleException($"not drained {DrainLimit.TotalSeconds} s after the last fault: {behind}");
    }
}
