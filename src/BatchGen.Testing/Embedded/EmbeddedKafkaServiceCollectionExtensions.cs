using BatchGen.Runtime;
using BatchGen.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the embedded broker.</summary>
public static class EmbeddedKafkaServiceCollectionExtensions
{
    /// <summary>Lets the <c>up</c> command run the application's jobs on an <see cref="EmbeddedKafka"/> in its own process.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddEmbeddedKafka(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton<IEmbeddedBrokerFactory, EmbeddedKafkaFactory>();
        return services;
    }

    private sealed class EmbeddedKafkaFactory(ILogger<EmbeddedKafka> logger) : IEmbeddedBrokerFactory
    {
        public async Task<IEmbeddedBroker> StartAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken)
        {
            var options = new EmbeddedKafkaOptions { Topics = topics, Logger = logger };
            return await EmbeddedKafka.StartAsync(options, cancellationToken).ConfigureAwait(false);
        }
    }
}
