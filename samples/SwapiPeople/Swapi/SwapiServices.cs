using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using StarWars.Swapi.Endpoint;

namespace StarWars.Swapi;

/// <summary>Registers the client, and the sample's own service for when no live one is configured.</summary>
public static class SwapiServices
{
    /// <summary>Adds <see cref="SwapiClient"/>.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddSwapi(this IServiceCollection services) => services
        .AddSingleton(provider => SwapiOptions.From(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton(provider =>
        {
            // The container starts the sample's own service when it is first asked for, and stops it at the end.
            Uri? live = provider.GetRequiredService<SwapiOptions>().BaseUrl;
            return new SwapiClient(() => live ?? provider.GetRequiredService<SwapiEndpoint>().BaseUrl);
        })
        .AddSingleton(provider =>
        {
            SwapiOptions options = provider.GetRequiredService<SwapiOptions>();
            return SwapiEndpoint.Start(
                FilmPeople.All,
                provider.GetRequiredService<ILogger<SwapiEndpoint>>(),
                new PageFaults(options.Seed, options.FaultyPages));
        });
}
