using Microsoft.Data.Sqlite;

namespace BatchGen.Faults.Execution;

/// <summary>Keeps a SQLite file to itself for a while: everybody else finds it locked.</summary>
internal static class StoreLock
{
    private const int LockWaitSeconds = 5;

    public static async Task HoldAsync(string file, TimeSpan time)
    {
        await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandTimeout = LockWaitSeconds;
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        await Task.Delay(time);
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();
    }
}
