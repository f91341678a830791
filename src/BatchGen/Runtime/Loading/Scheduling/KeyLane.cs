using System.Diagnostics.CodeAnalysis;

namespace BatchGen.Runtime;

/// <summary>
/// The records of one partition that wait for each other, in their order: those of one key, or of the whole partition, or one record
/// alone. Guarded by the scheduler; at most one worker has a record of a lane.
/// </summary>
internal sealed class KeyLane
{
    private byte[] _key = [];
    private int _keyLength;
    private int _keyHash;
    private TaskCompletionSource? _filled;
    private int _wanted;

    /// <summary>Behind so many others of its key a record is deep.</summary>
    private const int Shallow = 64;

    private readonly Queue<ConsumedMessage> _waiting = new(1);

    /// <summary>Whether records wait in it.</summary>
    public bool HasWaiting => _waiting.Count > 0;

    public PartitionState Partition { get; private set; } = null!;

    /// <summary>Whether the lane stands in its partition's table of keys.</summary>
    public bool IsKeyed { get; private set; }

    /// <summary>Whether the lane is in the ready queue, or a worker has some of its records, or stands still.</summary>
    public bool IsBusy { get; set; }

    /// <summary>How many of its records a worker has: one, or as many as a handler of many takes.</summary>
    public int Running { get; set; }

    /// <summary>Whether a record of it was abandoned: nothing behind that record may be handled here.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Whether it is worth keeping for another key; one huge key must not hold a huge buffer for ever.</summary>
    public bool IsSmall => _key.Length <= 1024;

    private ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyLength);

    /// <summary>Prepares a new or pooled lane.</summary>
    public void Set(PartitionState partition, bool isKeyed, ReadOnlySpan<byte> key)
    {
        Partition = partition;
        IsKeyed = isKeyed;
        IsBusy = false;
        IsBlocked = false;
        Running = 0;
        _filled = null;
        if (_key.Length < key.Length)
        {
            _key = new byte[key.Length];
        }

        key.CopyTo(_key);
        _keyLength = key.Length;
        _keyHash = KeyComparer.HashOf(key);
    }

    /// <summary>Complete once so many records wait. One worker at a time asks, the one that has the lane's records.</summary>
    public Task WhenWaiting(int count)
    {
        if (_waiting.Count >= count)
        {
            return Task.CompletedTask;
        }

        _wanted = count;
        _filled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _filled.Task;
    }

    public void Enqueue(ConsumedMessage message)
    {
        _waiting.Enqueue(message);
        if (_filled is not null && _waiting.Count >= _wanted)
        {
            _filled.TrySetResult();
            _filled = null;
        }

        Partition.Deep += IsKeyed && _waiting.Count > Shallow ? 1 : 0;
    }

    public bool TryDequeue([NotNullWhen(true)] out ConsumedMessage? message)
    {
        Partition.Deep -= IsKeyed && _waiting.Count > Shallow ? 1 : 0;
        return _waiting.TryDequeue(out message);
    }

    /// <summary>Finds lanes by the bytes of a key, without copying them.</summary>
    internal sealed class KeyComparer : IEqualityComparer<KeyLane>, IAlternateEqualityComparer<ReadOnlySpan<byte>, KeyLane>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(KeyLane? x, KeyLane? y) => ReferenceEquals(x, y);

        public int GetHashCode([DisallowNull] KeyLane obj) => obj._keyHash;

        public bool Equals(ReadOnlySpan<byte> alternate, KeyLane other) => alternate.SequenceEqual(other.Key);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => HashOf(alternate);

        public KeyLane Create(ReadOnlySpan<byte> alternate) => throw new NotSupportedException("Lanes are made by their partition.");

        public static int HashOf(ReadOnlySpan<byte> key)
        {
            HashCode hash = default;
            hash.AddBytes(key);
            return hash.ToHashCode();
        }
    }
}
