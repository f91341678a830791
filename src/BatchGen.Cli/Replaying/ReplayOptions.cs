namespace BatchGen.Cli.Replaying;

/// <summary>How a replay goes.</summary>
internal sealed record ReplayOptions
{
    public const int DefaultChunkSize = 500;
    public const int DefaultSettleSeconds = 10;

    /// <summary>Whether it is done, and not just told.</summary>
    public bool Execute { get; init; }

    /// <summary>Whether records that were replayed before are sent once more.</summary>
    public bool Again { get; init; }

    /// <summary>Whether records get the time of the replay instead of their own.</summary>
    public bool NewTimestamps { get; init; }

    /// <summary>The most records to send; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The most records between two journal entries.</summary>
    public int ChunkSize { get; init; } = DefaultChunkSize;

    /// <summary>How long after a replay was interrupted what it sent is looked up.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(DefaultSettleSeconds);
}
