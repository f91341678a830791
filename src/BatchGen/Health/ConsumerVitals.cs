namespace BatchGen.Health;

/// <summary>
/// The signs of life of one consumer. The poll thread and the workers write them, whoever asks for the consumer's health reads them; each
/// is a value of its own, so no lock is needed.
/// </summary>
internal sealed class ConsumerVitals(TimeProvider time)
{
    private long _polledAt;
    private long _commitRefusedAt;
    private int _held;
    private string? _heldReason;
    private int _partitions;

    /// <summary>How many partitions are assigned.</summary>
    public int Partitions => Volatile.Read(ref _partitions);

    /// <summary>How many records are held because nobody takes them: their partitions stand.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Where the last held record is, and why.</summary>
    public string? HeldReason => Volatile.Read(ref _heldReason);

    /// <summary>How long ago the poll thread was seen; zero before its first poll.</summary>
    public TimeSpan SincePoll => Since(ref _polledAt);

    /// <summary>For how long commits have been refused; zero when the last one was accepted.</summary>
    public TimeSpan SinceCommitRefused => Since(ref _commitRefusedAt);

    public void Polled() => Volatile.Write(ref _polledAt, time.GetTimestamp());

    /// <summary>A partition was assigned (1) or left (-1).</summary>
    public void CountPartitions(int change) => Interlocked.Add(ref _partitions, change);

    public void Hold(string reason)
    {
        Volatile.Write(ref _heldReason, reason);
        Interlocked.Increment(ref _held);
    }

    public void Release() => Interlocked.Decrement(ref _held);

    public void CommitRefused() => Interlocked.CompareExchange(ref _commitRefusedAt, time.GetTimestamp(), 0);

    public void Committed() => Volatile.Write(ref _commitRefusedAt, 0);

    private TimeSpan Since(ref long timestamp) => Volatile.Read(ref timestamp) is not 0 and long at ? time.GetElapsedTime(at) : TimeSpan.Zero;
}
