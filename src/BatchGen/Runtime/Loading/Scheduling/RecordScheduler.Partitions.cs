namespace BatchGen.Runtime;

/// <content>What concerns whole partitions: pressure, stopping, how far each is.</content>
internal sealed partial class RecordScheduler
{
    /// <summary>Keeps the record's partition from being read further until the record is done.</summary>
    public void Hold(ConsumedMessage message)
    {
        lock (_gate)
        {
            if (!message.IsHeld)
            {
                message.IsHeld = true;
                bounds.Hold(message.Partition);
            }
        }
    }

    /// <inheritdoc cref="InFlightBounds.IsExceeded"/>
    public bool IsExceeded()
    {
        lock (_gate)
        {
            return bounds.IsExceeded();
        }
    }

    /// <inheritdoc cref="InFlightBounds.Take"/>
    public void TakePressure(List<PartitionState> pause, List<PartitionState> resume)
    {
        lock (_gate)
        {
            bounds.Take(pause, resume);
        }
    }

    /// <summary>Starts nothing of the partition any more; what runs goes on.</summary>
    public void Stop(PartitionState partition)
    {
        lock (_gate)
        {
            partition.IsStopped = true;
            for (int i = _ready.Count; i > 0; i--)
            {
                KeyLane lane = _ready.Dequeue();
                if (lane.Partition == partition)
                {
                    Drop(lane);
                }
                else
                {
                    _ready.Enqueue(lane);
                }
            }

            // Also what waits behind a record that a worker has, or behind one that was abandoned.
            foreach (KeyLane lane in partition.Lanes)
            {
                Drop(lane);
            }
        }
    }

    /// <inheritdoc cref="InFlightBounds.Total"/>
    public (int Records, long Bytes) InFlight()
    {
        lock (_gate)
        {
            return bounds.Total;
        }
    }

    /// <summary>How many records of the partition a worker still has, those in backoff included.</summary>
    public int RunningOf(PartitionState partition)
    {
        lock (_gate)
        {
            return partition.Running;
        }
    }

    /// <summary>How many records of the partition were polled and are neither done nor abandoned.</summary>
    public int InFlightOf(PartitionState partition)
    {
        lock (_gate)
        {
            return partition.InFlight;
        }
    }

    /// <summary>The offset of the partition that may be committed, or -1.</summary>
    public long PositionOf(PartitionState partition)
    {
        lock (_gate)
        {
            return partition.Ledger.Position;
        }
    }

    /// <summary>The same, and moves what was published for the records below it to what leaves with it.</summary>
    public long TakeLeaving(PartitionState partition)
    {
        lock (_gate)
        {
            while (partition.Published.TryPeek(out IReadOnlyList<PublishedMessage>? published, out long sequence) && sequence < partition.Ledger.Head)
            {
                partition.Published.Dequeue();
                partition.Leaving.AddRange(published);
            }

            return partition.Ledger.Position;
        }
    }
}
