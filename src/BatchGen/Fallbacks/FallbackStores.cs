using BatchGen.Configuration;
using BatchGen.Runtime;

namespace BatchGen.Fallbacks;

/// <summary>Opens the store that a job's <c>[Fallback]</c> or the configuration names, or gives the one that the application registered.</summary>
internal sealed class FallbackStores(BatchOptions options, IFallbackStore? registered = null)
{
    /// <exception cref="BatchConfigurationException">The store's scheme is unknown or not available.</exception>
    public IFallbackStore Open(JobDescriptor job)
    {
        if (registered is not null)
        {
            return registered;
        }

        string store = options.FallbackStore ?? job.Fallback.Store;
        const string file = "file:";
        if (store.StartsWith(file, StringComparison.OrdinalIgnoreCase))
        {
            string path = store[file.Length..];
            path = path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path;
            if (path.Length > 0)
            {
                return new FileFallbackStore(Path.GetFullPath(path));
            }
        }

        string source = options.FallbackStore is null ? $"[Fallback] of job '{job.Name}'" : "this key";
        throw new BatchConfigurationException(
            "Batch:Fallback:Store", $"{source} names '{store}'; this version stores to file:///absolute/folder or file:relative/folder.");
    }
}
