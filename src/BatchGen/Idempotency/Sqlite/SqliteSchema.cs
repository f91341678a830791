using System.Globalization;
using Microsoft.Data.Sqlite;

namespace BatchGen.Idempotency.Sqlite;

/// <summary>The tables, and how an older database becomes a current one. Migrations are only ever added.</summary>
internal static class SqliteSchema
{
    /// <summary>What leads from each version to the next.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE batchgen_done (
            consumer_group TEXT NOT NULL,
            batch_id BLOB NOT NULL,
            record_id TEXT NOT NULL,
            done_at INTEGER NOT NULL,
            PRIMARY KEY (consumer_group, batch_id, record_id)
        ) WITHOUT ROWID;
        """,
        "CREATE INDEX batchgen_done_by_age ON batchgen_done (done_at);",
    ];

    /// <summary>The version that this code reads and writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Brings the database to the current version. Several processes may do it at once: one does, the others wait for it.</summary>
    /// <exception cref="BatchConfigurationException">The database is newer than this code.</exception>
    public static void Ensure(SqliteConnection connection, string path)
    {
        int version = VersionOf(connection);
        if (version < Version)
        {
            // Of the file, not of the connection, and not possible within a transaction.
            SqliteDatabase.Execute(connection, "PRAGMA journal_mode = WAL;");
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            version = VersionOf(connection);
            if (version < Version)
            {
                Migrate(connection, version);
                version = Version;
            }

            transaction.Commit();
        }

        if (version > Version)
        {
            throw new BatchConfigurationException(
                IdempotencySettings.StoreKey,
                $"{path} has version {version} of the idempotency tables, and this BatchGen knows {Version}: it was written by a newer one. "
                + "Update BatchGen, or name another file.");
        }
    }

    private static void Migrate(SqliteConnection connection, int from)
    {
        SqliteDatabase.Execute(connection, "CREATE TABLE IF NOT EXISTS batchgen_schema (version INTEGER NOT NULL);");
        foreach (string migration in Migrations.Skip(from))
        {
            SqliteDatabase.Execute(connection, migration);
        }

        SqliteDatabase.Execute(
            connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM batchgen_schema; INSERT INTO batchgen_schema VALUES ({Version});"));
    }

    /// <summary>0 for a database without the tables.</summary>
    private static int VersionOf(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'batchgen_schema'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return 0;
        }

        command.CommandText = "SELECT max(version) FROM batchgen_schema";
        return command.ExecuteScalar() is long version ? (int)version : 0;
    }
}
