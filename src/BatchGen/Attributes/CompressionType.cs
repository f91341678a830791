namespace BatchGen;

/// <summary>The compressions that the standard allows for a producer (standard 4.3).</summary>
public enum CompressionType
{
    /// <summary>Zstandard: the smallest batches.</summary>
    Zstd,

    /// <summary>Snappy: the least processor time.</summary>
    Snappy,
}
