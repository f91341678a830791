namespace BatchGen.Runtime;

/// <summary>
/// How much may be in memory: records for each partition, bytes for the consumer. A partition that reaches its bound is saturated
/// until it is down to half of it, so that it is not paused and resumed for each record. Guarded by the scheduler.
/// </summary>
/// <param name="maxRecords">How many records of a partition may be in memory.</param>
/// <param name="maxBytes">How many bytes of all partitions may be in memory.</param>
/// <param name="maxReadAhead">
/// How many records of a partition may be in memory, not counting those deep behind others of their key. These give no worker anything to
/// do: without this bound a hot key's backlog would keep the other keys of its partition from being read, and with it alone, a partition
/// whose keys are all at hand would be read far ahead of its workers, out of the processor's caches.
/// </param>
/// <param name="maxUncommitted">
/// How many records of a partition may be begun or done and not committed, because an earlier one is not done: what the ledger grows
/// to, and what is handled again after a crash.
/// </param>
internal sealed class InFlightBounds(int maxRecords, long maxBytes, int maxReadAhead = int.MaxValue, int maxUncommitted = int.MaxValue)
{
    private readonly List<PartitionState> _saturated = [];
    private readonly List<PartitionState> _paused = [];
    private int _records;
    private long _bytes;

    /// <summary>What is in memory now.</summary>
    public (int Records, long Bytes) Total => (_records, _bytes);

    public void Enter(PartitionState partition, int size)
    {
        _records++;
        _bytes += size;
        if (++partition.InFlight >= maxRecords
            || partition.InFlight - partition.Deep >= maxReadAhead
            || _bytes >= maxBytes
            || partition.Ledger.Count >= maxUncommitted)
        {
            Saturate(partition);
        }
    }

    public void Leave(PartitionState partition, int size)
    {
        _records--;
        _bytes -= size;
        partition.InFlight--;
    }

    /// <summary>Keeps a partition from being read further while nobody takes one of its records.</summary>
    public void Hold(PartitionState partition)
    {
        partition.Held++;
        Saturate(partition);
    }

    /// <summary>Whether a partition that is still read has reached its bound.</summary>
    public bool IsExceeded()
    {
        _saturated.RemoveAll(partition => !IsSaturated(partition));
        return _saturated.Count > 0;
    }

    /// <summary>Moves the partitions to pause, and those that may be read again, into the caller's lists.</summary>
    public void Take(List<PartitionState> pause, List<PartitionState> resume)
    {
        foreach (PartitionState partition in _saturated)
        {
            if (IsSaturated(partition))
            {
                partition.IsPaused = true;
                _paused.Add(partition);
                pause.Add(partition);
            }
        }

        _saturated.Clear();
        for (int i = _paused.Count - 1; i >= 0; i--)
        {
            PartitionState partition = _paused[i];
            if (!IsSaturated(partition))
            {
                _paused.RemoveAt(i);
                partition.IsPaused = false;
                if (!partition.IsStopped)
                {
                    resume.Add(partition);
                }
            }
        }
    }

    private void Saturate(PartitionState partition)
    {
        if (!partition.IsPaused && !_saturated.Contains(partition))
        {
            _saturated.Add(partition);
        }
    }

    /// <summary>Whether a partition that has reached its bound is still above half of it.</summary>
    public bool IsSaturated(PartitionState partition) =>
        !partition.IsStopped
        && (partition.Held > 0
            || partition.InFlight > maxRecords / 2
            || partition.InFlight - partition.Deep > maxReadAhead / 2
            || partition.Ledger.Count > maxUncommitted / 2
            || (_bytes > maxBytes / 2 && partition.InFlight > 0));
}
