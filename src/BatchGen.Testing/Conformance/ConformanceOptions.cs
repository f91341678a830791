namespace BatchGen.Testing;

/// <summary>What <see cref="Conformance"/> has to know of a job to look at all of it. What is left out is reported as not verified.</summary>
public sealed record ConformanceOptions
{
    /// <summary>
    /// Makes what the job's handlers write to work, fail or hang, in a test usually a fake that was registered. Without it nothing is known of
    /// handlers that swallow failures or ignore their <see cref="CancellationToken"/>.
    /// </summary>
    public Action<IServiceProvider, DependencyState>? SetDependency { get; init; }

    /// <summary>
    /// What the handlers have left behind so far, as text: all rows of a table, say. It is compared before and after a record comes again, so
    /// it must outlive a restart as a database does: register what it reads as an instance. Without it nothing is known of handlers that have a
    /// second effect.
    /// </summary>
    public Func<IServiceProvider, string>? Effect { get; init; }

    /// <summary>
    /// Puts the sample on the consumed topic, as a record of a batch; for jobs that do not publish what they consume. Null: the job's own
    /// publish stage does.
    /// </summary>
    public Func<EmbeddedKafka, Guid, CancellationToken, Task>? Publish { get; init; }

    /// <summary>Further configuration, by full keys, as in <see cref="BatchTestHostOptions.Settings"/>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>How long each wait takes at most. Default 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);
}
