using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace BatchGen.Runtime;

/// <summary>
/// Decides which record is handled next. Records of a lane follow each other; lanes run side by side, as many as there are slots; a
/// record in backoff keeps its lane and gives its slot away.
/// </summary>
/// <remarks>
/// Ownership: all state here, in <see cref="SlotPool"/>, <see cref="InFlightBounds"/> and the scheduled part of each
/// <see cref="PartitionState"/> and <see cref="KeyLane"/> is guarded by one lock, held for a few instructions and never while user code
/// or the Kafka client runs. The poll thread enqueues, asks for pressure and stops partitions; workers take, complete and abandon.
/// A lane with waiting records is either in the ready queue or busy with a worker, so each is found again.
/// </remarks>
/// <param name="slots">How many records are handled at once.</param>
/// <param name="ordering">Which records wait for each other.</param>
/// <param name="bounds">How much may be in flight.</param>
/// <param name="startWorker">Starts one more worker, which owns a slot; called outside the lock.</param>
internal sealed partial class RecordScheduler(SlotPool slots, RecordOrdering ordering, InFlightBounds bounds, Action startWorker)
{
    private const int MaxPooled = 4_096;
    private const int MaxEnqueued = 32;

    private readonly Lock _gate = new();
    private readonly Queue<KeyLane> _ready = new();
    private readonly Stack<KeyLane> _lanePool = new();
    private readonly Stack<ConsumedMessage> _messagePool = new();

    /// <summary>
    /// Set when a record is done or abandoned and its partition is then within its bounds, or has nothing running. The poll thread resets
    /// it and waits for it, without spinning, because a worker needs the processor.
    /// </summary>
    public ManualResetEventSlim Changed { get; } = new(initialState: false, spinCount: 0);

    /// <summary>Moves pooled messages to the caller's stack, at least one.</summary>
    public void Rent(Stack<ConsumedMessage> messages)
    {
        lock (_gate)
        {
            for (int i = 0; i < 256 && _messagePool.TryPop(out ConsumedMessage? message); i++)
            {
                messages.Push(message);
            }
        }

        if (messages.Count == 0)
        {
            messages.Push(new ConsumedMessage());
        }
    }

    /// <summary>
    /// Takes over what was polled, some records at a time, so that workers wait for the lock only briefly. Records of partitions that
    /// have left since are dropped: their next owner reads them.
    /// </summary>
    public void Enqueue(List<ConsumedMessage> messages)
    {
        Span<ConsumedMessage> rest = CollectionsMarshal.AsSpan(messages);
        while (rest.Length > 0)
        {
            int count = Math.Min(MaxEnqueued, rest.Length);
            Enqueue(rest[..count]);
            rest = rest[count..];
        }
    }

    private void Enqueue(ReadOnlySpan<ConsumedMessage> messages)
    {
        int workers;
        lock (_gate)
        {
            foreach (ConsumedMessage message in messages)
            {
                PartitionState partition = message.Partition;
                if (partition.IsStopped)
                {
                    Recycle(message);
                    continue;
                }

                message.Sequence = partition.Ledger.Begin(message.Offset);
                message.Lane = partition.LaneOf(message, ordering, _lanePool);
                message.Lane.Enqueue(message);
                bounds.Enter(partition, message.Size);
                MakeReady(message.Lane);
            }

            workers = slots.Claim(_ready.Count);
        }

        Start(workers);
    }

    /// <summary>Gives the calling worker its next record, or takes its slot when there is none for it.</summary>
    public bool TryTake([NotNullWhen(true)] out ConsumedMessage? message)
    {
        message = null;
        lock (_gate)
        {
            if (slots.TryPassOn())
            {
                return false;
            }

            if (!_ready.TryDequeue(out KeyLane? lane))
            {
                slots.Release();
                return false;
            }

            message = Take(lane);
            return true;
        }
    }

    /// <summary>Takes further records of the lane whose record the calling worker already has, up to <paramref name="max"/> in all.</summary>
    public void TakeMore(KeyLane lane, List<ConsumedMessage> messages, int max)
    {
        lock (_gate)
        {
            while (messages.Count < max && lane.HasWaiting && !lane.Partition.IsStopped)
            {
                messages.Add(Take(lane));
            }
        }
    }

    /// <summary>Complete once so many records wait in the lane whose record the calling worker has.</summary>
    public Task WhenWaiting(KeyLane lane, int count)
    {
        lock (_gate)
        {
            return lane.WhenWaiting(count);
        }
    }

    /// <summary>The record is done: its offset may be committed once all before it are. Its lane goes on.</summary>
    public void Complete(ConsumedMessage message)
    {
        lock (_gate)
        {
            CompleteInside(message);
        }
    }

    /// <summary>
    /// The same, and gives the calling worker, which keeps its slot, its next record. Null when there is none, or another waits for a slot:
    /// <see cref="TryTake"/> then takes the slot.
    /// </summary>
    public ConsumedMessage? CompleteAndTake(ConsumedMessage message)
    {
        lock (_gate)
        {
            CompleteInside(message);
            return !slots.IsWaitedFor && _ready.TryDequeue(out KeyLane? lane) ? Take(lane) : null;
        }
    }

    /// <summary>The record is not done and will not be here: its offset stays, and its lane stands still as long as the partition stays.</summary>
    public void Abandon(ConsumedMessage message)
    {
        lock (_gate)
        {
            KeyLane lane = message.Lane!;
            lane.IsBlocked = true;
            Leave(message, lane);
        }
    }

    /// <summary>Gives the calling worker's slot away.</summary>
    public void ReleaseSlot()
    {
        int workers;
        lock (_gate)
        {
            slots.Release();
            workers = slots.Claim(_ready.Count);
        }

        Start(workers);
    }

    /// <summary>A slot for the calling worker.</summary>
    public Task AcquireSlotAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return slots.AcquireAsync(cancellationToken);
        }
    }

    private static ConsumedMessage Take(KeyLane lane)
    {
        lane.Running++;
        lane.Partition.Running++;
        return lane.TryDequeue(out ConsumedMessage? message) ? message : throw new InvalidOperationException("A lane is ready only with records.");
    }

    private void CompleteInside(ConsumedMessage message)
    {
        KeyLane lane = message.Lane!;
        lane.Partition.Ledger.Complete(message.Sequence);
        if (message.Published is { Count: > 0 } published)
        {
            lane.Partition.Published.Enqueue(published, message.Sequence);
        }

        Leave(message, lane);
        if (lane.Running > 0 || lane.IsBlocked)
        {
            return;
        }

        lane.IsBusy = false;
        if (lane.HasWaiting)
        {
            MakeReady(lane);
        }
        else
        {
            lane.Partition.Release(lane, _lanePool);
        }
    }

    private void MakeReady(KeyLane lane)
    {
        if (!lane.IsBusy)
        {
            lane.IsBusy = true;
            _ready.Enqueue(lane);
        }
    }

    private void Leave(ConsumedMessage message, KeyLane lane)
    {
        lane.Running--;
        lane.Partition.Running--;
        lane.Partition.Held -= message.IsHeld ? 1 : 0;
        bounds.Leave(lane.Partition, message.Size);
        Recycle(message);

        // Only when there is something to see: the poll thread must not wake up for each record of a partition that stays above its
        // bound. Under the lock, so that who resets it and then looks at the state sees this change either way.
        if ((lane.Partition.Running == 0 || !bounds.IsSaturated(lane.Partition)) && !Changed.IsSet)
        {
            Changed.Set();
        }
    }

    private void Drop(KeyLane lane)
    {
        while (lane.TryDequeue(out ConsumedMessage? message))
        {
            bounds.Leave(lane.Partition, message.Size);
            Recycle(message);
        }
    }

    private void Recycle(ConsumedMessage message)
    {
        message.Clear();
        if (_messagePool.Count < MaxPooled)
        {
            _messagePool.Push(message);
        }
    }

    private void Start(int workers)
    {
        for (; workers > 0; workers--)
        {
            startWorker();
        }
    }
}
