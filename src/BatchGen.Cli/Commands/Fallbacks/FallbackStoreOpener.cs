using BatchGen.Fallbacks;
using BatchGen.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary>Opens the store that <c>--store</c> names, with every kind of store that the tool brings.</summary>
internal static class FallbackStoreOpener
{
    /// <exception cref="UsageException">No store is named, or one of an unknown kind.</exception>
    /// <exception cref="BatchConfigurationException">The store's name or another key is wrong.</exception>
    public static IFallbackArchive Open(string? store, IConfiguration configuration)
    {
        string name = store ?? configuration["Batch:Fallback:Store"]
            ?? throw new UsageException("Name the store: --store file:///… or s3://…, or Batch:Fallback:Store in the configuration.");
        string scheme = name.Split(':', 2)[0];
        IFallbackStoreFactory[] factories = [.. Factories(configuration)];
        IFallbackStoreFactory factory = factories.LastOrDefault(factory => string.Equals(factory.Scheme, scheme, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException(
                $"--store '{name}': this tool reads {string.Join(" and ", factories.Select(known => $"{known.Scheme}:"))}. Write for example file:///var/lib/batch/fallback.");
        return factory.Open(name) as IFallbackArchive ?? throw new UsageException($"--store '{name}': a store of the kind {scheme}: cannot be read back.");
    }

    private static IEnumerable<IFallbackStoreFactory> Factories(IConfiguration configuration)
    {
        ServiceCollection services = new();
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton<IFallbackStoreFactory, FileFallbackStoreFactory>();
        services.AddS3Fallback();
        return services.BuildServiceProvider().GetServices<IFallbackStoreFactory>();
    }
}
