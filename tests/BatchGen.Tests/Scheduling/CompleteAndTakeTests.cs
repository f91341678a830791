using BatchGen.Runtime;

namespace BatchGen.Tests.Scheduling;

public sealed class CompleteAndTakeTests
{
    private readonly PartitionState _partition = new("t", 0);

    [Fact]
    public void Gives_the_next_record_and_completes_the_one_before()
    {
        RecordScheduler scheduler = Scheduler(slots: 1, "a", "a", "b");
        Assert.True(scheduler.TryTake(out ConsumedMessage? first));
        ConsumedMessage? second = scheduler.CompleteAndTake(first);
        Assert.Equal(2, second!.Offset);
        Assert.Equal(1, scheduler.PositionOf(_partition));
        Assert.Equal(1, scheduler.RunningOf(_partition));
        ConsumedMessage? third = scheduler.CompleteAndTake(second);
        Assert.Equal(1, third!.Offset);
        Assert.Null(scheduler.CompleteAndTake(third));
        Assert.Equal(3, scheduler.PositionOf(_partition));
        Assert.False(scheduler.TryTake(out _));
    }

    [Fact]
    public async Task Leaves_the_slot_to_one_who_comes_back_from_a_backoff()
    {
        RecordScheduler scheduler = Scheduler(slots: 1, "a", "b");
        Assert.True(scheduler.TryTake(out ConsumedMessage? message));
        Task slot = scheduler.AcquireSlotAsync(TestContext.Current.CancellationToken);
        Assert.Null(scheduler.CompleteAndTake(message));
        Assert.False(slot.IsCompleted);
        Assert.False(scheduler.TryTake(out _));
        await slot;
    }

    [Fact]
    public void Gives_nothing_of_a_partition_that_leaves()
    {
        RecordScheduler scheduler = Scheduler(slots: 1, "a", "a", "b");
        Assert.True(scheduler.TryTake(out ConsumedMessage? message));
        scheduler.Stop(_partition);
        Assert.Null(scheduler.CompleteAndTake(message));
        Assert.Equal(1, scheduler.PositionOf(_partition));
    }

    private RecordScheduler Scheduler(int slots, params string[] keys)
    {
        RecordScheduler scheduler = new(new SlotPool(slots), RecordOrdering.Key, new InFlightBounds(int.MaxValue, long.MaxValue), () => { });
        scheduler.Enqueue([.. keys.Select((key, i) => Polled.Record(_partition, i, key))]);
        return scheduler;
    }
}
