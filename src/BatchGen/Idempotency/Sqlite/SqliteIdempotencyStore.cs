using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace BatchGen.Idempotency.Sqlite;

/// <summary>
/// Keeps what is done in one file, for the consumers of one machine; several processes may share it. A record is claimed by looking
/// whether it is done: nothing is written before it is, so a crash leaves nothing behind that would keep the record from being handled.
/// </summary>
internal sealed partial class SqliteIdempotencyStore : ITransactionalIdempotencyStore, IIdempotencyCounts, IDisposable
{
    private const int DeletedAtOnce = 1_000;

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MarkWriter _marks;
    private readonly RetentionLoop _retention;

    /// <summary>Connections for reading; each is used by one call at a time.</summary>
    private readonly ConcurrentBag<DoneTable> _readers = [];

    public SqliteIdempotencyStore(SqliteDatabase database, TimeSpan retention, TimeProvider time, ILogger<SqliteIdempotencyStore> logger)
    {
        _database = database;
        _time = time;
        _logger = logger;
        _marks = new MarkWriter(database, time);
        _retention = new RetentionLoop(retention, time, DeleteSomeAsync, exception => LogRetentionFailed(_logger, exception, Location));
    }

    public string Location => _database.Path;

    public Type TransactionType => typeof(SqliteTransaction);

    public ValueTask<bool> TryClaimAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(!Read(table => table.Contains(group, new(batchId, recordId))));
    }

    public ValueTask MarkDoneAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken) =>
        _marks.WriteAsync(group, new(batchId, recordId), cancellationToken);

    public async ValueTask<IRecordTransaction?> BeginAsync(
        string group, IReadOnlyList<RecordIdentity> records, CancellationToken cancellationToken)
    {
        // What is done stays done, so that is found without waiting for one's turn to write.
        if (Read(table => records.All(record => table.Contains(group, record))))
        {
            return null;
        }

        await _database.WriteGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        DoneTable? own = null;
        SqliteRecordTransaction? begun = null;
        try
        {
            own = new DoneTable(_database.Open());
            SqliteTransaction transaction = own.Connection.BeginTransaction(deferred: false);
            DateTimeOffset now = _time.GetUtcNow();
            bool[] isNew = [.. records.Select(record => own.Add(group, record, now, transaction))];
            return isNew.Contains(true) ? begun = new SqliteRecordTransaction(own, transaction, isNew, _database.WriteGate) : null;
        }
        finally
        {
            if (begun is null)
            {
                own?.Dispose();
                _database.WriteGate.Release();
            }
        }
    }

    public Task<IReadOnlyList<IdempotencyCount>> CountsAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyList<IdempotencyCount>>(
        () =>
        {
            using SqliteConnection connection = _database.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText =
                "SELECT consumer_group, count(*), min(done_at), max(done_at) FROM batchgen_done GROUP BY consumer_group ORDER BY consumer_group";
            using SqliteDataReader reader = command.ExecuteReader();
            List<IdempotencyCount> counts = [];
            while (reader.Read())
            {
                counts.Add(new(
                    reader.GetString(0), reader.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3))));
            }

            return counts;
        },
        cancellationToken);

    public void Dispose()
    {
        _retention.Dispose();
        _marks.Dispose();
        while (_readers.TryTake(out DoneTable? reader))
        {
            reader.Dispose();
        }
    }

    private T Read<T>(Func<DoneTable, T> read)
    {
        DoneTable table = _readers.TryTake(out DoneTable? idle) ? idle : new DoneTable(_database.Open());
        bool isUsable = false;
        try
        {
            T result = read(table);
            isUsable = true;
            return result;
        }
        finally
        {
            if (isUsable)
            {
                _readers.Add(table);
            }
            else
            {
                table.Dispose();
            }
        }
    }

    private async Task<bool> DeleteSomeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await _database.WriteGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using SqliteConnection connection = _database.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText =
                """
                DELETE FROM batchgen_done WHERE (consumer_group, batch_id, record_id) IN (
                    SELECT consumer_group, batch_id, record_id FROM batchgen_done WHERE done_at < $before ORDER BY done_at LIMIT $most)
                """;
            command.Parameters.AddWithValue("$before", before.ToUnixTimeMilliseconds());
            command.Parameters.AddWithValue("$most", DeletedAtOnce);
            return command.ExecuteNonQuery() == DeletedAtOnce;
        }
        finally
        {
            _database.WriteGate.Release();
        }
    }

    [LoggerMessage(100, LogLevel.Warning, "{Store}: old records could not be deleted; the next try is in an hour")]
    private static partial void LogRetentionFailed(ILogger logger, Exception exception, string store);
}
