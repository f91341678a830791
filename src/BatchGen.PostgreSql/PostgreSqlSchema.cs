using System.Globalization;
using Npgsql;

namespace BatchGen.PostgreSql;

/// <summary>The tables, and how older ones become current ones. Migrations are only ever added.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>Of those that bring the tables up to date, one at a time does: any number, the same in every version.</summary>
    private const long Lock = 0x6261746368_67656E;

    /// <summary>What leads from each version to the next.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE batchgen_done (
            consumer_group text NOT NULL,
            batch_id uuid NOT NULL,
            record_id text NOT NULL,
            done_at timestamptz NOT NULL,
            PRIMARY KEY (consumer_group, batch_id, record_id)
        )
        """,
        "CREATE INDEX batchgen_done_by_age ON batchgen_done (done_at)",
    ];

    /// <summary>The version that this code reads and writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Brings the tables to the current version. Several processes may do it at once: one does, the others wait for it.</summary>
    /// <exception cref="BatchConfigurationException">The tables are newer than this code.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        int version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (version < Version)
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(
                connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"), cancellationToken).ConfigureAwait(false);

            // Making the table first, rather than looking for it by name: a name that was looked for in vain may stay unknown to the
            // session until it takes a lock, although another one has made the table meanwhile.
            await ExecuteAsync(connection, "CREATE TABLE IF NOT EXISTS batchgen_schema (version integer NOT NULL)", cancellationToken).ConfigureAwait(false);
            version = await StatedVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            if (version < Version)
            {
                await MigrateAsync(connection, version, cancellationToken).ConfigureAwait(false);
                version = Version;
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (version > Version)
        {
            throw PostgreSqlIdempotencyStoreFactory.Wrong(
                $"its database has version {version} of the idempotency tables, and this BatchGen knows {Version}: they were written by a newer one. "
                + "Update BatchGen.PostgreSql, or name another database.");
        }
    }

    private static async Task MigrateAsync(NpgsqlConnection connection, int from, CancellationToken cancellationToken)
    {
        foreach (string migration in Migrations.Skip(from))
        {
            await ExecuteAsync(connection, migration, cancellationToken).ConfigureAwait(false);
        }

        string version = string.Create(CultureInfo.InvariantCulture, $"DELETE FROM batchgen_schema; INSERT INTO batchgen_schema VALUES ({Version})");
        await ExecuteAsync(connection, version, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>0 for a database without the tables.</summary>
    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand exists = new("SELECT to_regclass('batchgen_schema') IS NOT NULL", connection);
        return await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true
            ? await StatedVersionAsync(connection, cancellationToken).ConfigureAwait(false)
            : 0;
    }

    private static async Task<int> StatedVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("SELECT max(version) FROM batchgen_schema", connection);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is int version ? version : 0;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
