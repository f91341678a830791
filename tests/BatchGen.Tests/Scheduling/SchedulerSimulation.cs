using BatchGen.Runtime;

namespace BatchGen.Tests.Scheduling;

/// <summary>
/// A scheduler with workers whose steps a test chooses one by one, on one thread, beside a naive model of what may happen. Every step
/// checks what must always hold.
/// </summary>
internal sealed class SchedulerSimulation
{
    private readonly int _slots;
    private readonly RecordOrdering _ordering;
    private readonly RecordScheduler _scheduler;
    private readonly List<PartitionState> _partitions;
    private readonly long[] _nextOffset;
    private readonly List<Worker> _workers = [];
    private readonly Dictionary<(int Partition, string Lane), Queue<long>> _waiting = [];
    private readonly HashSet<(int Partition, string Lane)> _blocked = [];
    private readonly Dictionary<(int Partition, long Offset), string> _state = [];
    private int _unkeyed;

    public SchedulerSimulation(int slots, RecordOrdering ordering, int partitions)
    {
        _slots = slots;
        _ordering = ordering;
        _partitions = [.. Enumerable.Range(0, partitions).Select(i => new PartitionState("t", i))];
        _nextOffset = new long[partitions];
        _scheduler = new RecordScheduler(new SlotPool(slots), ordering, new InFlightBounds(int.MaxValue, long.MaxValue), StartWorker);
    }

    public int Taken { get; private set; }

    public void Enqueue(int partition, string? key)
    {
        partition %= _partitions.Count;
        PartitionState state = _partitions[partition];
        long offset = _nextOffset[partition]++;
        ConsumedMessage message = Polled.Record(state, offset, key, scheduler: _scheduler);
        if (!state.IsStopped)
        {
            string lane = LaneOf(key);
            Queue(partition, lane).Enqueue(offset);
            _state[(partition, offset)] = "waiting";
        }

        _scheduler.Enqueue([message]);
        Check();
    }

    /// <summary>Lets one worker take its next step, which <paramref name="choice"/> decides where there is a choice.</summary>
    public bool Step(int pick, Choice choice)
    {
        List<Worker> able = [.. _workers.Where(worker => worker.Slot is null || worker.Slot.IsCompleted || worker.Message is null)];
        if (able.Count == 0)
        {
            return false;
        }

        Worker next = able[pick % able.Count];
        if (next.Message is null)
        {
            Take(next);
        }
        else if (next.InBackoff)
        {
            next.InBackoff = false;
            next.Slot = _scheduler.AcquireSlotAsync(_partitions[next.Partition].Stopping);
            next.HoldsSlot = next.Slot.IsCompletedSuccessfully;
        }
        else if (next.Slot is { IsCompleted: true } slot)
        {
            next.Slot = null;
            next.HoldsSlot = slot.IsCompletedSuccessfully;
            if (!next.HoldsSlot)
            {
                End(next, "abandoned");
            }
        }
        else if (choice == Choice.BackOff)
        {
            next.InBackoff = true;
            next.HoldsSlot = false;
            _scheduler.ReleaseSlot();
        }
        else
        {
            End(next, choice == Choice.Abandon ? "abandoned" : "done");
        }

        Check();
        return true;
    }

    public void Stop(int partition)
    {
        partition %= _partitions.Count;
        PartitionState state = _partitions[partition];
        _scheduler.Stop(state);
        state.Stop();
        foreach (((int, string) lane, Queue<long> waiting) in _waiting.Where(lane => lane.Key.Partition == partition))
        {
            waiting.Clear();
        }

        Check();
    }

    /// <summary>Lets all workers finish, and checks that none was forgotten and no record was.</summary>
    public void Drain()
    {
        int steps = 0;
        while (Step(steps++, Choice.Complete))
        {
            Assert.True(steps < 1_000_000, "the workers do not come to an end");
        }

        Assert.Empty(_workers);
        Assert.All(_waiting.Where(lane => !_blocked.Contains(lane.Key)), lane => Assert.Empty(lane.Value));
        Assert.All(_partitions, partition => Assert.Equal(0, partition.Running));
        foreach (PartitionState partition in _partitions.Where(partition => partition.IsStopped))
        {
            Assert.Equal(0, partition.InFlight);
        }
    }

    private void StartWorker() => _workers.Add(new Worker { HoldsSlot = true });

    private void Take(Worker worker)
    {
        bool someoneWaits = _workers.Any(other => other.Slot is { IsCompleted: false });
        if (!_scheduler.TryTake(out ConsumedMessage? message))
        {
            _workers.Remove(worker);
            return;
        }

        Assert.False(someoneWaits, "a new record went before one that came back from its backoff");
        int partition = message.Partition.Partition;
        (int, long) record = (partition, message.Offset);
        Assert.False(_partitions[partition].IsStopped, "a record of a stopped partition was started");
        Assert.Equal("waiting", _state[record]);
        _state[record] = "running";
        (int, string) lane = _waiting.Single(lane => lane.Key.Partition == partition && lane.Value.TryPeek(out long first) && first == message.Offset).Key;
        Assert.DoesNotContain(lane, _blocked);
        Assert.DoesNotContain(_workers, other => other.Message is not null && other.Lane == lane);
        _waiting[lane].Dequeue();
        (worker.Message, worker.Partition, worker.Offset, worker.Lane) = (message, partition, message.Offset, lane);
        Taken++;
    }

    private void End(Worker worker, string outcome)
    {
        _state[(worker.Partition, worker.Offset)] = outcome;
        ConsumedMessage message = worker.Message!;
        worker.Message = null;
        if (outcome == "done")
        {
            _scheduler.Complete(message);
            return;
        }

        _blocked.Add(worker.Lane);
        _scheduler.Abandon(message);
        _workers.Remove(worker);
        if (worker.HoldsSlot)
        {
            _scheduler.ReleaseSlot();
        }
    }

    private void Check()
    {
        int inUse = _workers.Count(worker => worker.HoldsSlot || worker.Slot is { IsCompletedSuccessfully: true });
        Assert.InRange(inUse, 0, _slots);
        foreach (PartitionState partition in _partitions)
        {
            Assert.Equal(_workers.Count(worker => worker.Message is not null && worker.Partition == partition.Partition), partition.Running);
            long position = -1;
            for (long offset = 0; _state.GetValueOrDefault((partition.Partition, offset)) == "done"; offset++)
            {
                position = offset + 1;
            }

            Assert.Equal(position, _scheduler.PositionOf(partition));
        }
    }

    private Queue<long> Queue(int partition, string lane) =>
        _waiting.TryGetValue((partition, lane), out Queue<long>? queue) ? queue : _waiting[(partition, lane)] = new Queue<long>();

    private string LaneOf(string? key) => _ordering switch
    {
        RecordOrdering.Partition => "all",
        RecordOrdering.Key when key is not null => "key " + key,
        _ => $"one {_unkeyed++}",
    };

    private sealed class Worker
    {
        public ConsumedMessage? Message { get; set; }

        public int Partition { get; set; }

        public long Offset { get; set; }

        public (int Partition, string Lane) Lane { get; set; }

        public bool HoldsSlot { get; set; }

        public bool InBackoff { get; set; }

        /// <summary>The slot that it waits for, behind its backoff.</summary>
        public Task? Slot { get; set; }
    }

    internal enum Choice
    {
        Complete,
        BackOff,
        Abandon,
    }
}
