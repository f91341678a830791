namespace BatchGen.Configuration;

/// <summary><c>Batch:Consumer</c>: the bounds of a consumer; its policy stands in the generated code.</summary>
internal sealed record ConsumerOptions
{
    /// <summary><c>CommitIntervalMs</c>: how often finished offsets are committed. Default: 1,000 ms.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(1_000);

    /// <summary><c>DrainSeconds</c>: how long a stop, or a revoked partition, waits for the records in hand. Default: 25 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// <c>MaxInFlightRecords</c>: how many records of a partition are in memory before it is paused. Default: 20,000, of which only the
    /// backlog of hot keys uses more than 2,000.
    /// </summary>
    public int MaxInFlightRecords { get; init; } = 20_000;

    /// <summary><c>MaxInFlightMegabytes</c>: how many bytes a consumer has in memory before it is paused. Default: 64.</summary>
    public long MaxInFlightBytes { get; init; } = 64L << 20;

    /// <summary>
    /// <c>MaxCrashesPerRecord</c>: how many processes may die with a record in hand before it is dead-lettered instead of handled again;
    /// as many owners of its partition have to die first before its records are handled alone. 0 switches it off. Default: 3.
    /// </summary>
    public int MaxCrashesPerRecord { get; init; } = 3;

    public static ConsumerOptions Read(ConfigurationReader reader)
    {
        ConsumerOptions options = new()
        {
            CommitInterval = TimeSpan.FromMilliseconds(reader.Integer("CommitIntervalMs", fallback: 1_000, min: 10, max: 60_000)),
            Drain = TimeSpan.FromSeconds(reader.Integer("DrainSeconds", fallback: 25, min: 1, max: 240)),
            MaxInFlightRecords = reader.Integer(nameof(MaxInFlightRecords), fallback: 20_000, min: 1, max: 1_000_000),
            MaxCrashesPerRecord = reader.Integer(nameof(MaxCrashesPerRecord), fallback: 3, min: 0, max: 100),
            MaxInFlightBytes = (long)reader.Integer("MaxInFlightMegabytes", fallback: 64, min: 1, max: 16_384) << 20,
        };
        reader.RefuseUnknownKeys();
        return options;
    }
}
