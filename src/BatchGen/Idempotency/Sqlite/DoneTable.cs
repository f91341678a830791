using Microsoft.Data.Sqlite;

namespace BatchGen.Idempotency.Sqlite;

/// <summary>The statements on the table of done records, over one connection, which it owns. Not for two threads at once.</summary>
internal sealed class DoneTable : IDisposable
{
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _insert;

    public DoneTable(SqliteConnection connection)
    {
        Connection = connection;
        _find = Command("SELECT 1 FROM batchgen_done WHERE consumer_group = $group AND batch_id = $batch AND record_id = $record");
        _insert = Command("INSERT INTO batchgen_done VALUES ($group, $batch, $record, $at) ON CONFLICT DO NOTHING");
        _insert.Parameters.Add("$at", SqliteType.Integer);
    }

    public SqliteConnection Connection { get; }

    public bool Contains(string group, RecordIdentity record)
    {
        Bind(_find, group, record);
        return _find.ExecuteScalar() is not null;
    }

    /// <returns>False when it was there already.</returns>
    public bool Add(string group, RecordIdentity record, DateTimeOffset at, SqliteTransaction transaction)
    {
        _insert.Transaction = transaction;
        Bind(_insert, group, record);
        _insert.Parameters["$at"].Value = at.ToUnixTimeMilliseconds();
        return _insert.ExecuteNonQuery() > 0;
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        Connection.Dispose();
    }

    private SqliteCommand Command(string text)
    {
        SqliteCommand command = Connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.Add("$group", SqliteType.Text);
        command.Parameters.Add("$batch", SqliteType.Blob);
        command.Parameters.Add("$record", SqliteType.Text);
        return command;
    }

    private static void Bind(SqliteCommand command, string group, RecordIdentity record)
    {
        command.Parameters["$group"].Value = group;
        command.Parameters["$batch"].Value = record.BatchId.ToByteArray(bigEndian: true);
        command.Parameters["$record"].Value = StoredRecordId.Of(record.RecordId);
    }
}
