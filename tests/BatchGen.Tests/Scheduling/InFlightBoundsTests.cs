using BatchGen.Runtime;
using CsCheck;

namespace BatchGen.Tests.Scheduling;

public sealed class InFlightBoundsTests
{
    private readonly List<PartitionState> _pause = [];
    private readonly List<PartitionState> _resume = [];

    [Fact]
    public void Pauses_a_partition_at_its_bound_and_resumes_it_at_half()
    {
        PartitionState partition = new("t", 0);
        InFlightBounds bounds = new(maxRecords: 4, maxBytes: long.MaxValue);
        Enter(bounds, partition, 3);
        Assert.False(bounds.IsExceeded());
        Enter(bounds, partition, 1);
        Assert.True(bounds.IsExceeded());
        AssertPressure(bounds, paused: [partition], resumed: []);
        Assert.True(partition.IsPaused);
        Assert.False(bounds.IsExceeded(), "a paused partition is not read, so it is no reason to wait");

        bounds.Leave(partition, 0);
        AssertPressure(bounds, paused: [], resumed: []);
        bounds.Leave(partition, 0);
        AssertPressure(bounds, paused: [], resumed: [partition]);
        Assert.False(partition.IsPaused);
    }

    [Fact]
    public void Does_not_pause_what_has_eased_before_it_was_paused()
    {
        PartitionState partition = new("t", 0);
        InFlightBounds bounds = new(maxRecords: 2, maxBytes: long.MaxValue);
        Enter(bounds, partition, 2);
        bounds.Leave(partition, 0);
        Assert.False(bounds.IsExceeded());
        AssertPressure(bounds, paused: [], resumed: []);
    }

    [Fact]
    public void Pauses_who_reads_beyond_the_byte_bound_and_lets_an_empty_partition_go_on()
    {
        PartitionState big = new("t", 0);
        PartitionState small = new("t", 1);
        InFlightBounds bounds = new(maxRecords: 1_000, maxBytes: 100);
        bounds.Enter(big, 90);
        bounds.Enter(small, 10);
        AssertPressure(bounds, paused: [small], resumed: []);
        bounds.Leave(small, 10);
        AssertPressure(bounds, paused: [], resumed: [small]);
        bounds.Enter(big, 20);
        AssertPressure(bounds, paused: [big], resumed: []);
        bounds.Leave(big, 90);
        AssertPressure(bounds, paused: [], resumed: [big]);
    }

    [Fact]
    public void Holds_a_partition_until_its_held_record_is_done_whatever_else_finishes()
    {
        PartitionState partition = new("t", 0);
        RecordScheduler scheduler = new(new SlotPool(2), RecordOrdering.Key, new InFlightBounds(100, 1_000), () => { });
        scheduler.Enqueue([Polled.Record(partition, 0, "a"), Polled.Record(partition, 1, "b")]);
        scheduler.TryTake(out ConsumedMessage? held);
        scheduler.TryTake(out ConsumedMessage? other);
        scheduler.Hold(held!);
        scheduler.Hold(held!);
        scheduler.TakePressure(_pause, _resume);
        Assert.Equal([partition], _pause);
        scheduler.Complete(other!);
        scheduler.TakePressure(_pause, _resume);
        Assert.Empty(_resume);
        scheduler.Complete(held!);
        scheduler.TakePressure(_pause, _resume);
        Assert.Equal([partition], _resume);
        Assert.Equal(2, scheduler.PositionOf(partition));
    }

    [Fact]
    public void Reads_on_behind_the_backlog_of_a_hot_key_up_to_the_bound_of_the_partition()
    {
        PartitionState partition = new("t", 0);
        RecordScheduler scheduler = new(new SlotPool(1), RecordOrdering.Key, new InFlightBounds(1_000, long.MaxValue, maxReadAhead: 100), () => { });
        scheduler.Enqueue([.. Enumerable.Range(0, 900).Select(i => Polled.Record(partition, i, "hot"))]);
        Assert.False(scheduler.IsExceeded());
        scheduler.Enqueue([.. Enumerable.Range(900, 36).Select(i => Polled.Record(partition, i, $"key {i}"))]);
        Assert.True(scheduler.IsExceeded());
        for (int i = 0; i < 900 - 14; i++)
        {
            Assert.True(scheduler.TryTake(out ConsumedMessage? message));
            scheduler.Complete(message);
        }

        Assert.False(scheduler.IsExceeded());
        scheduler.Enqueue([.. Enumerable.Range(936, 1_000).Select(i => Polled.Record(partition, i, "hot"))]);
        Assert.True(scheduler.IsExceeded());
    }

    [Fact]
    public void Bounds_how_far_others_run_ahead_of_a_record_that_is_not_done()
    {
        PartitionState partition = new("t", 0);
        InFlightBounds bounds = new(maxRecords: 1_000, maxBytes: long.MaxValue, maxUncommitted: 4);
        Enter(bounds, partition, 4);
        for (long sequence = 1; sequence < 4; sequence++)
        {
            partition.Ledger.Complete(sequence);
            bounds.Leave(partition, 0);
        }

        AssertPressure(bounds, paused: [partition], resumed: []);
        partition.Ledger.Complete(0);
        bounds.Leave(partition, 0);
        AssertPressure(bounds, paused: [], resumed: [partition]);
    }

    [Fact]
    public void Never_resumes_a_partition_that_has_left()
    {
        PartitionState partition = new("t", 0);
        InFlightBounds bounds = new(maxRecords: 1, maxBytes: long.MaxValue);
        Enter(bounds, partition, 1);
        AssertPressure(bounds, paused: [partition], resumed: []);
        partition.IsStopped = true;
        bounds.Leave(partition, 0);
        AssertPressure(bounds, paused: [], resumed: []);
    }

    [Fact]
    public void Knows_what_is_paused_after_any_history() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 20]).Array[0, 200].Sample(
            history =>
            {
                const int max = 5;
                InFlightBounds bounds = new(max, maxBytes: 200);
                PartitionState[] partitions = [new("t", 0), new("t", 1), new("t", 2)];
                List<int>[] sizes = [[], [], []];
                HashSet<PartitionState> paused = [];
                foreach ((int action, int which, int size) in history)
                {
                    PartitionState partition = partitions[which];
                    if (action == 0 && !paused.Contains(partition))
                    {
                        partition.Ledger.Begin(sizes[which].Count);
                        bounds.Enter(partition, size);
                        sizes[which].Add(size);
                    }
                    else if (action == 1 && sizes[which].Count > 0)
                    {
                        bounds.Leave(partition, sizes[which][0]);
                        sizes[which].RemoveAt(0);
                    }

                    List<PartitionState> pause = [];
                    List<PartitionState> resume = [];
                    bounds.Take(pause, resume);
                    Assert.All(pause, one => Assert.True(paused.Add(one), "paused twice"));
                    Assert.All(resume, one => Assert.True(paused.Remove(one), "resumed, but not paused"));
                    for (int i = 0; i < partitions.Length; i++)
                    {
                        Assert.Equal(paused.Contains(partitions[i]), partitions[i].IsPaused);
                        Assert.True(sizes[i].Count < max || paused.Contains(partitions[i]), "at its bound and still read");
                        Assert.True(sizes[i].Count > 0 || !paused.Contains(partitions[i]), "paused with nothing in flight: for ever");
                    }
                }
            },
            iter: 1_000);

    private static void Enter(InFlightBounds bounds, PartitionState partition, int count)
    {
        for (int i = 0; i < count; i++)
        {
            partition.Ledger.Begin(i);
            bounds.Enter(partition, 0);
        }
    }

    private void AssertPressure(InFlightBounds bounds, PartitionState[] paused, PartitionState[] resumed)
    {
        _pause.Clear();
        _resume.Clear();
        bounds.Take(_pause, _resume);
        Assert.Equal(paused, _pause);
        Assert.Equal(resumed, _resume);
    }
}
