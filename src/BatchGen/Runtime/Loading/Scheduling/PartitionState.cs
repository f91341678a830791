using System.Diagnostics.CodeAnalysis;

namespace BatchGen.Runtime;

/// <summary>
/// One partition for the time that it is assigned to this consumer. A partition that comes back after a rebalance gets a new one, so
/// whatever is still late from the time before can only touch the old.
/// </summary>
/// <remarks>
/// Ownership: the ledger, the lanes and the counters are guarded by the scheduler. The committed offset belongs to the poll thread.
/// The two token sources are cancelled by the poll thread and observed by workers; they are never disposed, because a late handler may
/// still look at its token, and without timers they hold nothing but memory.
/// </remarks>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "See the remarks.")]
internal sealed class PartitionState(string topic, int partition)
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly HashSet<KeyLane> _lanes = new(KeyLane.KeyComparer.Instance);
    private KeyLane? _single;

    public string Topic => topic;

    public int Partition => partition;

    public OffsetLedger Ledger { get; } = new();

    /// <summary>Records that were polled and are neither done nor abandoned.</summary>
    public int InFlight { get; set; }

    /// <summary>Those of them that wait deep behind others of their key.</summary>
    public int Deep { get; set; }

    /// <summary>Records that a worker has, those in backoff included.</summary>
    public int Running { get; set; }

    /// <summary>Records that nobody takes; while there are any, the partition is not read further.</summary>
    public int Held { get; set; }

    /// <summary>Whether the partition is asked to be, or is, paused for having too much in flight or held.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Whether the partition is about to leave: nothing of it is started any more.</summary>
    public bool IsStopped { get; set; }

    /// <summary>What handlers have published, by the number of the record that they handled; guarded by the scheduler.</summary>
    public PriorityQueue<IReadOnlyList<PublishedMessage>, long> Published { get; } = new();

    /// <summary>What is to leave with the next transaction. Poll thread only.</summary>
    public List<PublishedMessage> Leaving { get; } = [];

    /// <summary>What is known of owners that died here. Poll thread only.</summary>
    public CrashWatch Crashes { get; } = new();

    /// <summary>The last committed offset, or -1. Poll thread only.</summary>
    public long Committed { get; set; } = -1;

    /// <summary>Cancelled when the partition is about to leave or the consumer stops: backoffs end, attempts may finish.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Cancelled when the partition has left, or the time to finish is over: attempts end.</summary>
    public CancellationToken Aborted => _aborted.Token;

    /// <summary>The lanes in which more than one record may wait: those of keys, and that of the whole partition.</summary>
    public IEnumerable<KeyLane> Lanes => _single is null ? _lanes : _lanes.Append(_single);

    public void Stop() => _stopping.Cancel();

    /// <summary>Ends attempts; backoffs first, so that an aborted attempt is never followed by another.</summary>
    public void Abort()
    {
        _stopping.Cancel();
        _aborted.Cancel();
    }

    /// <summary>The lane that a record waits in.</summary>
    public KeyLane LaneOf(ConsumedMessage message, RecordOrdering ordering, Stack<KeyLane> pool)
    {
        switch (ordering)
        {
            case RecordOrdering.Partition:
                return _single ??= NewLane(pool, isKeyed: false, default);
            case RecordOrdering.Key when !message.KeyIsNull:
                if (!_lanes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(message.Key, out KeyLane? lane))
                {
                    lane = NewLane(pool, isKeyed: true, message.Key);
                    _lanes.Add(lane);
                }

                return lane;
            default:
                // No order is asked for, or the record has no key to be ordered by.
                return NewLane(pool, isKeyed: false, default);
        }
    }

    /// <summary>Takes back a lane that has run empty.</summary>
    public void Release(KeyLane lane, Stack<KeyLane> pool)
    {
        if (ReferenceEquals(lane, _single))
        {
            return;
        }

        if (lane.IsKeyed)
        {
            _lanes.Remove(lane);
        }

        if (lane.IsSmall)
        {
            pool.Push(lane);
        }
    }

    private KeyLane NewLane(Stack<KeyLane> pool, bool isKeyed, ReadOnlySpan<byte> key)
    {
        KeyLane lane = pool.TryPop(out KeyLane? pooled) ? pooled : new KeyLane();
        lane.Set(this, isKeyed, key);
        return lane;
    }
}
