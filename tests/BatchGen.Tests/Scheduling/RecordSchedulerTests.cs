using BatchGen.Runtime;
using CsCheck;
using static BatchGen.Tests.Scheduling.SchedulerSimulation;

namespace BatchGen.Tests.Scheduling;

public sealed class RecordSchedulerTests
{
    private static readonly Gen<RecordOrdering> Ordering = Gen.Int[0, 2].Select(ordering => (RecordOrdering)ordering);
    private static readonly Gen<(int Action, int Which, int Key)[]> Actions =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 1_000], Gen.Int[0, 5]).Array[1, 300];

    [Fact]
    public void Takes_each_record_once_in_the_order_of_its_lane_in_at_most_so_many_slots() =>
        Gen.Select(Ordering, Gen.Int[1, 5], Actions).Sample(
            (ordering, slots, actions) =>
            {
                SchedulerSimulation simulation = new(slots, ordering, partitions: 3);
                int enqueued = 0;
                foreach ((int action, int which, int key) in actions)
                {
                    if (action < 50)
                    {
                        simulation.Enqueue(which, KeyOf(key));
                        enqueued++;
                    }
                    else
                    {
                        simulation.Step(which, action < 65 ? Choice.BackOff : Choice.Complete);
                    }
                }

                simulation.Drain();
                Assert.Equal(enqueued, simulation.Taken);
            },
            iter: 1_000);

    [Fact]
    public void Stops_partitions_and_blocks_lanes_without_touching_the_others() =>
        Gen.Select(Ordering, Gen.Int[1, 5], Actions).Sample(
            (ordering, slots, actions) =>
            {
                SchedulerSimulation simulation = new(slots, ordering, partitions: 4);
                foreach ((int action, int which, int key) in actions)
                {
                    switch (action)
                    {
                        case < 45:
                            simulation.Enqueue(which, KeyOf(key));
                            break;
                        case < 48:
                            simulation.Stop(which);
                            break;
                        case < 53:
                            simulation.Step(which, Choice.Abandon);
                            break;
                        default:
                            simulation.Step(which, action < 65 ? Choice.BackOff : Choice.Complete);
                            break;
                    }
                }

                simulation.Drain();
            },
            iter: 1_000);

    [Fact]
    public void Takes_further_records_of_a_lane_for_a_handler_of_many_but_none_of_a_stopped_partition()
    {
        PartitionState partition = new("t", 0);
        RecordScheduler scheduler = new(new SlotPool(2), RecordOrdering.Partition, new InFlightBounds(100, 1_000), () => { });
        scheduler.Enqueue([.. Enumerable.Range(0, 6).Select(offset => Polled.Record(partition, offset, "k"))]);
        Assert.True(scheduler.TryTake(out ConsumedMessage? first));
        List<ConsumedMessage> taken = [first];
        scheduler.TakeMore(first.Lane!, taken, max: 3);
        Assert.Equal([0, 1, 2], taken.Select(message => message.Offset));
        Assert.False(scheduler.TryTake(out _), "the rest of the partition waits for them");

        scheduler.Stop(partition);
        scheduler.TakeMore(first.Lane!, taken, max: 6);
        Assert.Equal(3, taken.Count);
        Assert.Equal(3, scheduler.RunningOf(partition));
        taken.ForEach(scheduler.Complete);
        Assert.Equal(3, scheduler.PositionOf(partition));
        Assert.Equal(0, partition.InFlight);
    }

    [Fact]
    public async Task Gives_a_slot_that_nobody_waits_for_any_more_to_the_next()
    {
        SlotPool slots = new(1);
        Assert.Equal(1, slots.Claim(5));
        using CancellationTokenSource leaving = new();
        Task left = slots.AcquireAsync(leaving.Token);
        Task next = slots.AcquireAsync(CancellationToken.None);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        slots.Release();
        await next;
        Assert.Equal(0, slots.Claim(1));
        slots.Release();
        Assert.Equal(1, slots.Claim(5));
    }

    private static string? KeyOf(int key) => key == 0 ? null : $"k{key}";
}
