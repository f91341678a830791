using BatchGen.FaultApp;
using BatchGen.FaultApp.Handling;
using BatchGen.Faults.Checking;
using BatchGen.Faults.Execution;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Tests;

/// <summary>Faults that chance meets too seldom, or that have a figure of their own to keep.</summary>
public sealed class DirectedTests
{
    private static readonly TimeSpan StopBound = World.Drain + TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Kills_between_effect_and_commit_many_times_in_a_row_let_each_process_get_further()
    {
        const int kills = 6;
        Schedule schedule = Scenario.Of(
            Variant.Plain, Scenario.Records(40, i => Scenario.Record(i, i < kills ? Instructions.KillAfter : Instructions.Ok, times: i < kills ? 1 : 0, key: i < kills ? "one after the other" : null)));

        await Scenario.RunAsync(schedule, Expect);

        static IEnumerable<string> Expect(Evidence evidence)
        {
            if (evidence.Consumers.SelfKilled != kills)
            {
                yield return $"{evidence.Consumers.SelfKilled} processes died, not {kills}: one for each record that kills once";
            }

            if (RepeatCheck.Repeats(evidence) > kills * Variant.Plain.MaxConcurrency * kills)
            {
                yield return $"{RepeatCheck.Repeats(evidence)} effects were repeated";
            }
        }
    }

    [Theory]
    [InlineData(nameof(Protocol.Consumer))]
    [InlineData(nameof(Protocol.Cooperative))]
    public async Task A_handler_slower_than_the_poll_interval_costs_no_partition(string protocol)
    {
        Schedule schedule = Scenario.Of(Variant.Serial, Scenario.Records(2, i => Scenario.Record(i, milliseconds: 7_000))) with
        {
            Protocol = Enum.Parse<Protocol>(protocol),
            Settings = new Dictionary<string, string> { ["max.poll.interval.ms"] = "3000" },
        };

        await Scenario.RunAsync(schedule, Expect);

        static IEnumerable<string> Expect(Evidence evidence)
        {
            string output = evidence.World.OutputOf(evidence.World.Processes.Single());
            if (output.Contains("has lost", StringComparison.Ordinal) || output.Split("was assigned").Length != 2 || output.Split("gives up").Length > 2)
            {
                yield return $"the partition did not stay: {output}";
            }

            foreach (RecordFacts facts in evidence.Records.Values.Where(facts => facts.Of(EventKind.Start).Count() != 1))
            {
                yield return $"{facts.Record.Id} was begun {facts.Of(EventKind.Start).Count()} times";
            }
        }
    }

    [Fact]
    public async Task Poison_does_not_delay_others()
    {
        // More of it than there are slots, each with seconds of backoff.
        Schedule schedule = Scenario.Of(
            Variant.Plain,
            Scenario.Records(120, i => Scenario.Record(i, i % 5 == 0 ? Instructions.Poison : Instructions.Ok, milliseconds: 2))) with
        {
            Backoff = TimeSpan.FromSeconds(2),
        };

        await Scenario.RunAsync(schedule, Expect);

        static IEnumerable<string> Expect(Evidence evidence)
        {
            DateTime firstOver = evidence.Records.Values.Where(facts => facts.Record.Fails).Min(facts => facts.EndedAt!.Value);
            foreach (RecordFacts late in evidence.Records.Values.Where(facts => !facts.Record.Fails && facts.Of(EventKind.Return).Min(done => done.At) > firstOver))
            {
                yield return $"{late.Record.Id} had to wait for the attempts of poison";
            }
        }
    }

    [Fact]
    public async Task Handlers_that_hang_for_ever_cost_no_slot_and_no_stop()
    {
        // More of them than there are slots.
        Schedule schedule = Scenario.Of(
            Variant.Plain, Scenario.Records(80, i => Scenario.Record(i, i % 5 == 0 ? Instructions.Hang : Instructions.Ok))) with
        {
            Timeout = TimeSpan.FromSeconds(1),
        };

        await Scenario.RunAsync(schedule, StopsInTime);
    }

    [Fact]
    public async Task A_stop_ends_although_a_handler_ignores_it_and_the_record_comes_again()
    {
        Schedule schedule = Scenario.Of(
            Variant.Plain, Scenario.Records(20, i => Scenario.Record(i, i == 3 ? Instructions.Hang : Instructions.Ok, times: i == 3 ? 1 : 0))) with
        {
            Timeout = TimeSpan.FromMinutes(10),
            StopsUnderLoad = true,
        };

        await Scenario.RunAsync(schedule, StopsInTime);
    }

    [Fact]
    public async Task While_the_dead_letter_topic_is_away_the_fallback_store_takes_what_fails()
    {
        Schedule schedule = Scenario.Of(
            Variant.Plain,
            Scenario.Records(60, i => Scenario.Record(i, i >= 10 && i % 2 == 0 ? Instructions.Permanent : Instructions.Ok, milliseconds: 100)),
            new ScheduledAction(TimeSpan.Zero, ActionKind.DeadLetterTopicAway) { Duration = TimeSpan.FromSeconds(5) });

        await Scenario.RunAsync(schedule, evidence => evidence.Records.Values.Any(facts => facts.Stored.Count > 0) ? [] : ["nothing is in the fallback store"]);
    }

    [Fact]
    public async Task While_the_fallback_store_is_away_too_the_partition_stands_and_goes_on_when_it_is_back()
    {
        Schedule schedule = Scenario.Of(
            Variant.Plain,
            Scenario.Records(60, i => Scenario.Record(i, i >= 10 && i % 2 == 0 ? Instructions.Permanent : Instructions.Ok, milliseconds: 100)),
            new ScheduledAction(TimeSpan.Zero, ActionKind.FallbackAway) { Duration = TimeSpan.FromSeconds(4) },
            new ScheduledAction(TimeSpan.Zero, ActionKind.DeadLetterTopicAway) { Duration = TimeSpan.FromSeconds(7) });

        await Scenario.RunAsync(schedule, Expect);

        static IEnumerable<string> Expect(Evidence evidence)
        {
            if (!evidence.World.OutputOf(evidence.World.Processes.Single()).Contains("stands at offset", StringComparison.Ordinal))
            {
                yield return "no partition stood";
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_stop_under_load_finishes_commits_and_repeats_nothing(int consumers)
    {
        Schedule schedule = Scenario.Of(Variant.Plain, Scenario.Records(400, i => Scenario.Record(i, milliseconds: 20)));
        schedule = schedule with
        {
            Consumers = consumers,
            Partitions = 6,
            Records = [.. schedule.Records.Select((record, i) => record with { Partition = i % 6 })],
            StopsUnderLoad = true,
        };

        await Scenario.RunAsync(schedule, Expect);

        static IEnumerable<string> Expect(Evidence evidence)
        {
            if (RepeatCheck.Repeats(evidence) > 0)
            {
                yield return $"{RepeatCheck.Repeats(evidence)} effects were repeated";
            }

            if (!evidence.Records.Values.Any(facts => facts.Of(EventKind.Start).First().At > evidence.Actions.StartedAgainAt))
            {
                yield return "the stop came when all was done";
            }

            foreach (string problem in StopsInTime(evidence))
            {
                yield return problem;
            }
        }
    }

    [Fact]
    public async Task Hundreds_of_partitions_and_one_hot_key_keep_memory_bounded_and_others_moving()
    {
        const int partitions = 400;
        Schedule schedule = Scenario.Of(
            Variant.Plain,
            Scenario.Records(4_000, i => Scenario.Record(i, milliseconds: i % 4 == 0 ? 3 : 0, key: i % 4 == 0 ? "hot" : $"k{i}") with { Padding = new string('x', 500) }));
        schedule = schedule with
        {
            Consumers = 2,
            Partitions = partitions,
            Records = [.. schedule.Records.Select((record, i) => record with { Partition = record.Key == "hot" ? 0 : i % partitions })],
        };

        await Scenario.RunAsync(schedule, Expect);

        static IEnumerable<string> Expect(Evidence evidence)
        {
            const long bound = 400L << 20;
            if (evidence.World.PeakMemory is 0 or > bound)
            {
                yield return $"a consumer has had {evidence.World.PeakMemory >> 20} MiB";
            }

            DateTime[] hot = [.. evidence.Records.Values.Where(facts => facts.Record.Key == "hot").Select(facts => facts.Of(EventKind.Return).First().At).Order()];
            int behind = evidence.Records.Values.Count(facts => facts.Record.Key != "hot" && facts.Of(EventKind.Return).First().At > hot[^1]);
            if (behind > 0)
            {
                yield return $"{behind} records of other keys were done only behind the whole hot key";
            }
        }
    }

    private static IEnumerable<string> StopsInTime(Evidence evidence) =>
        evidence.Consumers.StopTimes.Where(time => time > StopBound).Select(time => $"a graceful stop took {time.TotalSeconds:F1} s");
}
