using BatchGen.Configuration;
using BatchGen.Runtime;

namespace BatchGen.Fallbacks;

/// <summary>Opens the store that a job's <c>[Fallback]</c> or the configuration names, or gives the one that the application registered.</summary>
internal sealed class FallbackStores(BatchOptions options, IEnumerable<IFallbackStoreFactory> factories, IFallbackStore? registered = null)
{
    private const string Key = "Batch:Fallback:Store";

    /// <exception cref="BatchConfigurationException">The store's scheme is unknown or not available, or its name or another key is wrong.</exception>
    public IFallbackStore Open(JobDescriptor job)
    {
        if (registered is not null)
        {
            return registered;
        }

        string store = options.FallbackStore ?? job.Fallback.Store;
        string scheme = store.Split(':', 2)[0];
        IFallbackStoreFactory factory = factories.LastOrDefault(factory => string.Equals(factory.Scheme, scheme, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong(job, $"names '{store}'; {Advice(scheme)}");
        try
        {
            return factory.Open(store);
        }
        catch (BatchConfigurationException exception) when (exception.Key == Key)
        {
            throw Wrong(job, $"names '{store}'; {exception.Problem}");
        }
    }

    /// <summary>A factory knows what is wrong with a name, but not who wrote it.</summary>
    private BatchConfigurationException Wrong(JobDescriptor job, string problem) =>
        new(Key, $"{(options.FallbackStore is null ? $"[Fallback] of job '{job.Name}'" : "this key")} {problem}");

    private static string Advice(string scheme) => scheme.ToUpperInvariant() switch
    {
        "S3" => "reference the package BatchGen.S3 and call services.AddS3Fallback().",
        _ => "write file:///absolute/folder, file:relative/folder, or s3://bucket/prefix.",
    };
}
