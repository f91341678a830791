namespace BatchGen.Runtime;

/// <summary>
/// Which records of a partition are done. Only the end of the unbroken run of done records may be committed, so a record that is done
/// early never carries one that is not over the commit line (the reason this class exists: a later record's success must not skip an
/// earlier one that is still being retried).
/// </summary>
/// <remarks>Records are numbered as they come, because offsets have gaps (compaction, transaction markers). Guarded by the scheduler.</remarks>
internal sealed class OffsetLedger
{
    private long[] _offsets = new long[64];
    private bool[] _done = new bool[64];
    private long _head;
    private long _tail;

    /// <summary>The offset to commit: one behind the last record of the unbroken run; -1 while there is none.</summary>
    public long Position { get; private set; } = -1;

    /// <summary>The number of the first record that is not done; all below it are behind <see cref="Position"/>.</summary>
    public long Head => _head;

    /// <summary>How many records are begun and not yet behind <see cref="Position"/>.</summary>
    public int Count => (int)(_tail - _head);

    /// <summary>Notes a record that was read, and returns its number.</summary>
    public long Begin(long offset)
    {
        if (Count == _offsets.Length)
        {
            Grow();
        }

        int slot = Slot(_tail);
        _offsets[slot] = offset;
        _done[slot] = false;
        return _tail++;
    }

    /// <summary>Notes that a record is done.</summary>
    public void Complete(long sequence)
    {
        if (sequence < _head || sequence >= _tail || _done[Slot(sequence)])
        {
            throw new InvalidOperationException($"Record {sequence} is not in progress: each record is completed once.");
        }

        _done[Slot(sequence)] = true;
        while (_head < _tail && _done[Slot(_head)])
        {
            Position = _offsets[Slot(_head)] + 1;
            _head++;
        }
    }

    private int Slot(long sequence) => (int)(sequence & (_offsets.Length - 1));

    private void Grow()
    {
        long[] offsets = new long[_offsets.Length * 2];
        bool[] done = new bool[offsets.Length];
        for (long sequence = _head; sequence < _tail; sequence++)
        {
            int target = (int)(sequence & (offsets.Length - 1));
            offsets[target] = _offsets[Slot(sequence)];
            done[target] = _done[Slot(sequence)];
        }

        (_offsets, _done) = (offsets, done);
    }
}
