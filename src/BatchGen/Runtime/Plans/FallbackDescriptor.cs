namespace BatchGen.Runtime;

/// <summary>A job's fallback, as <see cref="FallbackAttribute"/> declares it (standard 3.3).</summary>
/// <param name="Store">The durable store.</param>
/// <param name="Notify">The channels that are told.</param>
public sealed record FallbackDescriptor(string Store, IReadOnlyList<string> Notify)
{
    /// <summary>A job to trigger as compensating run, or null.</summary>
    public string? Compensate { get; init; }
}
