using BatchGen.Configuration;
using BatchGen.Runtime;

namespace BatchGen.Fallbacks;

/// <summary>Opens the store that a job's <c>[Fallback]</c> or the configuration names, or gives the one that the application registered.</summary>
internal sealed class FallbackStores(BatchOptions options, IEnumerable<IFallbackStoreFactory> factories, IFallbackStore? registered = null)
{
    /// <exception cref="BatchConfigurationException">The store's scheme is unknown or not available.</exception>
    public IFallbackStore Open(JobDescriptor job)
    {
        if (registered is not null)
        {
            return registered;
        }

        string store = options.FallbackStore ?? job.Fallback.Store;
        string scheme = store.Split(':', 2)[0];
        return factories.LastOrDefault(factory => string.Equals(factory.Scheme, scheme, StringComparison.OrdinalIgnoreCase))?.Open(store)
            ?? throw new BatchConfigurationException(
                "Batch:Fallback:Store",
                $"{(options.FallbackStore is null ? $"[Fallback] of job '{job.Name}'" : "this key")} names '{store}'; {Advice(scheme)}");
    }

    private static string Advice(string scheme) => scheme.ToUpperInvariant() switch
    {
        "S3" => "reference the package BatchGen.S3 and call services.AddS3Fallback().",
        _ => "write file:///absolute/folder, file:relative/folder, or s3://bucket/prefix.",
    };
}
