using BatchGen;
using BatchGen.Fallbacks.S3;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers fallback stores on S3.</summary>
public static class S3FallbackServiceCollectionExtensions
{
    /// <summary>
    /// Lets <c>[Fallback("s3://bucket/prefix")]</c> and <c>Batch:Fallback:Store</c> name a bucket of S3 or of a compatible service (standard
    /// 3.3). Its settings are in the section <c>Batch:Fallback:S3</c>, read and checked at start.
    /// </summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddS3Fallback(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFallbackStoreFactory, S3FallbackStoreFactory>());
        return services;
    }
}
