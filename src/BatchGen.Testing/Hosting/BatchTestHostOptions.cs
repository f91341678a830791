namespace BatchGen.Testing;

/// <summary>How <see cref="BatchTestHost"/> starts.</summary>
public sealed record BatchTestHostOptions
{
    /// <summary>
    /// What every declared backoff is multiplied with, 0 to 1. Default 0.01: a backoff of 30 s takes 0.3 s. Attempts and timeouts are as
    /// declared.
    /// </summary>
    public double BackoffScale { get; init; } = 0.01;

    /// <summary>How long the start and each wait of the host take at most. Default 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Further configuration, by full keys such as <c>Batch:Consumer:DrainSeconds</c>. By default the fallback store and the spool are in a
    /// temporary folder that the host removes when it is disposed, and offsets are committed every 50 ms.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(BackoffScale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BackoffScale, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(Settings);
    }
}
