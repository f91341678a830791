namespace BatchGen.Testing;

/// <summary>What the embedded broker keeps of one partition.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="RetainedBytes">Bytes kept, as sent: compressed, with the headers of the batches.</param>
/// <param name="RetainedBatches">Batches kept.</param>
/// <param name="FirstOffset">The oldest record kept. Above zero, the records before it are gone.</param>
/// <param name="NextOffset">The offset the next record gets.</param>
public sealed record PartitionRetention(
    string Topic, int Partition, long RetainedBytes, int RetainedBatches, long FirstOffset, long NextOffset)
{
    /// <summary>Bytes above which the broker drops the oldest batches: 5 MiB.</summary>
    public const long MaxBytes = 5 * 1024 * 1024;

    /// <summary>Batches above which the broker drops the oldest: 100,000.</summary>
    public const int MaxBatches = 100_000;

    /// <summary>Share of either limit from which the partition counts as <see cref="RetentionState.NearLimit"/>.</summary>
    public const double WarningShare = 0.8;

    /// <summary>How many records the broker has dropped.</summary>
    public long DroppedRecords => FirstOffset;

    /// <summary>Whether records are safe, in danger or lost.</summary>
    public RetentionState State =>
        FirstOffset > 0 ? RetentionState.RecordsDropped
        : RetainedBytes >= WarningShare * MaxBytes || RetainedBatches >= WarningShare * MaxBatches ? RetentionState.NearLimit
        : RetentionState.Safe;
}

/// <summary>Whether a partition of the embedded broker keeps all its records.</summary>
public enum RetentionState
{
    /// <summary>Every record is there and there is room for more.</summary>
    Safe,

    /// <summary>Every record is there, and more than 80 % of what the broker keeps is used.</summary>
    NearLimit,

    /// <summary>The oldest records are gone. A test that expected them proves nothing.</summary>
    RecordsDropped,
}
