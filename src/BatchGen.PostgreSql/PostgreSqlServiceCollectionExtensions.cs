using BatchGen;
using BatchGen.PostgreSql;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers PostgreSQL as an idempotency store.</summary>
public static class PostgreSqlServiceCollectionExtensions
{
    /// <summary>
    /// Makes <c>postgres:</c> a store that <c>Batch:Idempotency:Store</c> can name; <c>Batch:Idempotency:ConnectionString</c> says where it
    /// is.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">What a connection string cannot say: type mappings of handlers' own types, a password provider.</param>
    public static IServiceCollection AddPostgreSqlIdempotency(this IServiceCollection services, Action<NpgsqlDataSourceBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IIdempotencyStoreFactory>(provider => new PostgreSqlIdempotencyStoreFactory(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PostgreSqlIdempotencyStore>>(), configure));
        return services;
    }
}
