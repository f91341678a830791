using System.Data.Common;

namespace BatchGen.FaultApp.Handling;

/// <summary>Effects as rows, without any constraint that would hide a second one.</summary>
public static class EffectTable
{
    public const string Name = "fault_effects";

    /// <summary>The statement that makes it, for SQLite and PostgreSQL alike.</summary>
    public const string Create = $"CREATE TABLE IF NOT EXISTS {Name} (record_id TEXT NOT NULL, record_offset BIGINT NOT NULL)";

    /// <summary>Adds a record's effect, as part of a transaction.</summary>
    public static async Task AddAsync(BatchRecord<FaultRecord> record, DbTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(transaction);
        await using DbCommand command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {Name} (record_id, record_offset) VALUES (@id, @offset)";
        Add(command, "@id", record.RecordId);
        Add(command, "@offset", record.Offset);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
