using Microsoft.Extensions.Logging;
using Npgsql;

namespace BatchGen.PostgreSql;

/// <summary>
/// Opens <c>postgres:</c>. Looks at the server once, so that a wrong password or database fails at start; a server that is away is no
/// error.
/// </summary>
internal sealed class PostgreSqlIdempotencyStoreFactory(
    TimeProvider time, ILogger<PostgreSqlIdempotencyStore> logger, Action<NpgsqlDataSourceBuilder>? configure) : IIdempotencyStoreFactory
{
    private const int DefaultPoolSize = 20;

    public string Scheme => "postgres";

    public IIdempotencyStore Open(IdempotencySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Store.Length > Scheme.Length + 1)
        {
            // Not its value: somebody may have put the connection string there.
            throw new BatchConfigurationException(
                IdempotencySettings.StoreKey, $"write postgres: and nothing behind it; the connection goes to {IdempotencySettings.ConnectionStringKey}.");
        }

        PostgreSqlIdempotencyStore store = new(DataSource(settings.ConnectionString), settings.Retention, time, logger);
        try
        {
            store.Probe();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private NpgsqlDataSource DataSource(string? connectionString)
    {
        if (connectionString is null)
        {
            throw Wrong("missing; the store postgres: needs one, for example Host=…;Database=…;Username=…;Password=….");
        }

        NpgsqlDataSourceBuilder builder;
        try
        {
            builder = new NpgsqlDataSourceBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The exception may quote a part of the secret, so it goes no further.
            throw Wrong("is no connection string that Npgsql can read; write Keyword=value pairs, separated by semicolons.");
        }

        if (string.IsNullOrEmpty(builder.ConnectionStringBuilder.Host))
        {
            throw Wrong("names no Host.");
        }

        builder.ConnectionStringBuilder.ApplicationName ??= "batchgen";
        if (!builder.ConnectionStringBuilder.ShouldSerialize("Maximum Pool Size"))
        {
            // Npgsql's own 100 is all that a server has by default, and there are other machines.
            builder.ConnectionStringBuilder.MaxPoolSize = DefaultPoolSize;
        }

        configure?.Invoke(builder);
        return builder.Build();
    }

    internal static BatchConfigurationException Wrong(string problem) => new(IdempotencySettings.ConnectionStringKey, problem);
}
