using BatchGen.Faults.Execution;
using BatchGen.Faults.Reports;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public async Task Every_record_is_accounted_for_in_every_schedule_of_faults()
    {
        SuiteOptions options = new() { Seed = Settings.Seed, Schedules = Settings.Schedules, Parallel = 2 * Environment.ProcessorCount };

        SuiteSummary summary = await Suite.RunAsync(options, cancellationToken: TestContext.Current.CancellationToken);

        // To standard output too, because a figure that nobody sees is of no use.
        Console.WriteLine(summary);
        TestContext.Current.TestOutputHelper?.WriteLine(summary.ToString());
        Assert.True(summary.Failed.Count == 0, $"{summary}\n{(summary.Failed.Count > 0 ? summary.Failed[0].Report : "")}");
        Assert.Equal(options.Schedules, summary.Schedules);
    }

    [Fact]
    public void The_same_seed_makes_the_same_schedule_and_another_seed_another()
    {
        Assert.Equal(Text(7), Text(7));
        Assert.NotEqual(Text(7), Text(8));

        static string Text(int seed)
        {
            Schedule schedule = ScheduleGenerator.Generate(seed, Variant.All);
            return $"{schedule} {schedule.BatchId}\n{string.Join('\n', schedule.Records)}\n{string.Join('\n', schedule.Actions)}";
        }
    }

    [Fact]
    public void An_outside_cluster_gets_no_fault_that_only_the_embedded_broker_can_have()
    {
        IEnumerable<ScheduledAction> actions = Enumerable.Range(1, 500).SelectMany(seed => ScheduleGenerator.Generate(seed, Variant.All, isEmbedded: false).Actions);

        Assert.DoesNotContain(actions, action => action.NeedsEmbeddedBroker);
    }
}
