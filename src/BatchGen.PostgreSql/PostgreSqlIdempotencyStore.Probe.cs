using Microsoft.Extensions.Logging;
using Npgsql;

namespace BatchGen.PostgreSql;

/// <content>The look at the server when a process starts.</content>
internal sealed partial class PostgreSqlIdempotencyStore
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Makes the tables when the server can be reached.</summary>
    /// <exception cref="BatchConfigurationException">The server answers, and what it says will not change by waiting.</exception>
    public void Probe()
    {
        using CancellationTokenSource timeout = new(ProbeTimeout, _time);
        try
        {
            Task.Run(() => CallAsync(static (_, _) => Task.FromResult(true), timeout.Token).AsTask()).GetAwaiter().GetResult();
        }
        catch (PostgresException exception) when (Problem(exception) is { } problem)
        {
            throw PostgreSqlIdempotencyStoreFactory.Wrong($"{problem} (PostgreSQL says {exception.SqlState}).");
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            LogAway(_logger, Location, exception.Message);
        }
    }

    private static string? Problem(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "the server refuses its user or password",
        PostgresErrorCodes.InvalidCatalogName => "the server has no database of its name",
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName =>
            "its user may not make the tables batchgen_done and batchgen_schema: grant CREATE on the first schema of its search path",
        _ => null,
    };

    [LoggerMessage(103, LogLevel.Warning, "The idempotency store {Store} is away ({Reason}): records wait until it answers")]
    private static partial void LogAway(ILogger logger, string store, string reason);
}
