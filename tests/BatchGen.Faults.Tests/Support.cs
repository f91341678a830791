using System.Globalization;
using BatchGen.FaultApp;
using BatchGen.Faults.Checking;
using BatchGen.Faults.Execution;
using BatchGen.Faults.Schedules;

// Each test keeps all processors busy by itself.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace BatchGen.Faults.Tests;

/// <summary>How many schedules the tests run, and from which seed; from the environment, so that a night can run more than a push.</summary>
internal static class Settings
{
    public const string SchedulesVariable = "BATCHGEN_FAULT_SCHEDULES";
    public const string SeedVariable = "BATCHGEN_FAULT_SEED";

    public static int Schedules => Number(SchedulesVariable, 40);

    public static int Seed => Number(SeedVariable, 1);

    private static int Number(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}

/// <summary>A schedule written by hand.</summary>
internal static class Scenario
{
    /// <summary>One consumer, one partition, nothing wrong yet.</summary>
    public static Schedule Of(Variant variant, IEnumerable<FaultRecord> records, params IReadOnlyList<ScheduledAction> actions)
    {
        PlannedRecord[] planned = [.. records.Select(record => new PlannedRecord(record, record.Key, Partition: 0))];
        return new Schedule
        {
            Seed = 0,
            Variant = variant,
            Protocol = Protocol.Consumer,
            Partitions = 1,
            Consumers = 1,
            BatchId = new Guid("8d9a2f3e-5b7c-4d1e-9f20-3a4b5c6d7e8f"),
            Records = planned,
            Actions = [new(TimeSpan.FromMilliseconds(-1), ActionKind.Produce) { Count = planned.Length }, .. actions],
            StopsUnderLoad = false,
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    /// <summary>Records with keys of their own.</summary>
    public static IEnumerable<FaultRecord> Records(int count, Func<int, FaultRecord> make) => Enumerable.Range(0, count).Select(make);

    public static FaultRecord Record(int number, string instruction = Instructions.Ok, int times = 0, int milliseconds = 0, string? key = null) =>
        new($"r{number:D4}", key ?? $"k{number}", instruction, times, milliseconds);

    /// <summary>Runs it; fails with the whole report.</summary>
    /// <param name="schedule">Which.</param>
    /// <param name="expect">What else has to hold: each text is a problem.</param>
    public static async Task RunAsync(Schedule schedule, Func<Evidence, IEnumerable<string>>? expect = null)
    {
        ScheduleOutcome outcome = (await new ScheduleRunner(schedule, new SuiteOptions(), expect).RunAsync(TestContext.Current.CancellationToken))!;
        Assert.True(outcome.Problems.Count == 0, outcome.Report);
    }
}
