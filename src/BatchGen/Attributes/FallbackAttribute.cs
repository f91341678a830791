namespace BatchGen;

/// <summary>
/// Where records go when every attempt has failed, and who is told (standard 3.3). The store keeps the record's bytes beside metadata
/// that suffices to replay it exactly.
/// </summary>
/// <param name="store">
/// A durable store: <c>file:///var/lib/batch/fallback</c> or <c>s3://bucket/prefix</c>. <c>Batch:Fallback:Store</c> in the configuration
/// replaces it; there <c>file:</c> and a relative path, below the working directory, will do as well.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FallbackAttribute(string store) : Attribute
{
    /// <summary>The store, as given to the constructor.</summary>
    public string Store { get; } = store;

    /// <summary>
    /// The channels that are told: <c>slack:NAME</c>, <c>pagerduty:NAME</c>, <c>mailto:ADDRESS</c>, <c>webhook:NAME</c>. Only a name:
    /// its URL or key comes from the configuration, never from source.
    /// </summary>
    public string[] Notify { get; set; } = [];

    /// <summary>
    /// A job that is run once for each batch of this job that failed, or that has records in the fallback store or the dead-letter topic;
    /// null for none. It finds the batch in <see cref="BatchContext.CompensatedBatchId"/>. Its own failures trigger nothing. See
    /// <c>docs/fallback.md</c>.
    /// </summary>
    public string? Compensate { get; set; }
}
