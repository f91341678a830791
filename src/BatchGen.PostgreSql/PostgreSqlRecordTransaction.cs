using System.Data;
using System.Data.Common;
using Npgsql;

namespace BatchGen.PostgreSql;

/// <summary>A transaction on a connection of its own, which it owns.</summary>
internal sealed class PostgreSqlRecordTransaction(NpgsqlDataSource source, NpgsqlTransaction transaction, IReadOnlyList<bool> isNew) : IRecordTransaction
{
    private readonly NpgsqlConnection _connection = transaction.Connection!;

    public DbTransaction Transaction => transaction;

    public IReadOnlyList<bool> IsNew => isNew;

    public async ValueTask CommitAsync(CancellationToken cancellationToken) => await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// The handler may be using the connection at this moment, which is not for two threads. So its session is ended from another one:
    /// the server rolls back, and lets nobody wait for the mark any longer.
    /// </summary>
    public async ValueTask AbortAsync()
    {
        if (_connection.State == ConnectionState.Closed)
        {
            return;
        }

        await using NpgsqlCommand command = source.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND datname = current_database() AND usename = current_user");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _connection.ProcessID });
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
