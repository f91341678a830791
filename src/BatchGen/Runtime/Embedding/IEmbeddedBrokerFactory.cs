namespace BatchGen.Runtime;

/// <summary>
/// Starts the broker that the <c>up</c> command runs on. The implementation is in the package <c>BatchGen.Testing</c>, registered by
/// <c>AddEmbeddedKafka</c>; an application that does not register one has no <c>up</c>.
/// </summary>
public interface IEmbeddedBrokerFactory
{
    /// <summary>Starts a broker on which every topic of <paramref name="topics"/> exists.</summary>
    /// <param name="topics">The topics of the jobs, their dead-letter topics included.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    Task<IEmbeddedBroker> StartAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken);
}
