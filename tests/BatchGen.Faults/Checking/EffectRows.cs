using BatchGen.FaultApp.Handling;
using BatchGen.Faults.Execution;
using BatchGen.Faults.Schedules;
using Microsoft.Data.Sqlite;

namespace BatchGen.Faults.Checking;

/// <summary>The table of effects beside the marks of the idempotency store, where the handler takes part in its transaction.</summary>
internal static class EffectRows
{
    public static void Create(World world)
    {
        if (world.Schedule.Variant.Effects == EffectPromise.ExactlyOnce)
        {
            using SqliteConnection connection = Open(world);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"PRAGMA journal_mode = WAL; {EffectTable.Create}";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>How often each record's effect was committed.</summary>
    public static Dictionary<string, int> Count(World world)
    {
        using SqliteConnection connection = Open(world);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT record_id, count(*) FROM {EffectTable.Name} GROUP BY record_id";
        using SqliteDataReader reader = command.ExecuteReader();
        Dictionary<string, int> counts = [];
        while (reader.Read())
        {
            counts.Add(reader.GetString(0), reader.GetInt32(1));
        }

        return counts;
    }

    private static SqliteConnection Open(World world)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = world.StoreFile, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
