using BatchGen.Idempotency;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace BatchGen.PostgreSql;

/// <summary>
/// Keeps what is done in two tables of a database, for the consumers of many machines. A record is claimed by looking whether it is done:
/// nothing is written before it is, so a crash leaves nothing behind that would keep the record from being handled.
/// </summary>
internal sealed partial class PostgreSqlIdempotencyStore : ITransactionalIdempotencyStore, IIdempotencyCounts, IDisposable
{
    private const int DeletedAtOnce = 1_000;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RetentionLoop _retention;

    /// <summary>Whether the tables were seen to be current; looked at again after each failure, in case they were dropped.</summary>
    private volatile bool _isReady;

    public PostgreSqlIdempotencyStore(NpgsqlDataSource source, TimeSpan retention, TimeProvider time, ILogger<PostgreSqlIdempotencyStore> logger)
    {
        _source = source;
        _time = time;
        _logger = logger;
        NpgsqlConnectionStringBuilder parts = new(source.ConnectionString);
        Location = $"PostgreSQL database {parts.Database ?? parts.Username} at {parts.Host}";
        _retention = new RetentionLoop(retention, time, DeleteSomeAsync, exception => LogRetentionFailed(_logger, exception, Location));
    }

    public string Location { get; }

    public Type TransactionType => typeof(NpgsqlTransaction);

    public ValueTask<bool> TryClaimAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken) => CallAsync(
        async (connection, token) =>
        {
            await using NpgsqlCommand command = new(
                "SELECT 1 FROM batchgen_done WHERE consumer_group = $1 AND batch_id = $2 AND record_id = $3", connection);
            Bind(command, group, new(batchId, recordId));
            return await command.ExecuteScalarAsync(token).ConfigureAwait(false) is null;
        },
        cancellationToken);

    public async ValueTask MarkDoneAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken) => await CallAsync(
        async (connection, token) =>
        {
            await using NpgsqlCommand command = new("INSERT INTO batchgen_done VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", connection);
            Bind(command, group, new(batchId, recordId));
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = _time.GetUtcNow().UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<IRecordTransaction?> BeginAsync(
        string group, IReadOnlyList<RecordIdentity> records, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        IRecordTransaction? begun = null;
        try
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            bool[] isNew = await InsertAsync(connection, group, records, cancellationToken).ConfigureAwait(false);
            return isNew.Contains(true) ? begun = new PostgreSqlRecordTransaction(_source, transaction, isNew) : null;
        }
        catch (Exception exception) when (IsNotCancellation(exception))
        {
            _isReady = false;
            throw;
        }
        finally
        {
            if (begun is null)
            {
                // An open transaction is rolled back.
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public async Task<IReadOnlyList<IdempotencyCount>> CountsAsync(CancellationToken cancellationToken) => await CallAsync(
        async (connection, token) =>
        {
            await using NpgsqlCommand command = new(
                "SELECT consumer_group, count(*), min(done_at), max(done_at) FROM batchgen_done GROUP BY 1 ORDER BY 1", connection);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            List<IdempotencyCount> counts = [];
            while (await reader.ReadAsync(token).ConfigureAwait(false))
            {
                counts.Add(new(reader.GetString(0), reader.GetInt64(1), Utc(reader.GetDateTime(2)), Utc(reader.GetDateTime(3))));
            }

            return counts;

            static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);
        },
        cancellationToken).ConfigureAwait(false);

    public void Dispose()
    {
        _retention.Dispose();
        _source.Dispose();
    }

    private async ValueTask<T> CallAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlConnection connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            return await call(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNotCancellation(exception))
        {
            _isReady = false;
            throw;
        }
    }

    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isReady)
            {
                await PostgreSqlSchema.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
                _isReady = true;
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Inserts in one order everywhere, so that two consumers with the same records wait for each other one way only. A record that
    /// another transaction has inserted is waited for; when its machine is gone, the server finds out within a minute.
    /// </summary>
    private async Task<bool[]> InsertAsync(
        NpgsqlConnection connection, string group, IReadOnlyList<RecordIdentity> records, CancellationToken cancellationToken)
    {
        (Guid BatchId, string RecordId)[] stored = [.. records.Select(static record => (record.BatchId, StoredRecordId.Of(record.RecordId)))];
        await using NpgsqlBatch batch = new(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            SELECT set_config('tcp_keepalives_idle', '30', true), set_config('tcp_keepalives_interval', '10', true),
                set_config('tcp_keepalives_count', '3', true)
            """));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            INSERT INTO batchgen_done
            SELECT $1, batch_id, record_id, $4 FROM unnest($2, $3) AS record (batch_id, record_id) ORDER BY batch_id, record_id
            ON CONFLICT DO NOTHING RETURNING batch_id, record_id
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = group },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. stored.Select(static record => record.BatchId)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. stored.Select(static record => record.RecordId)] },
                new NpgsqlParameter<DateTime> { TypedValue = _time.GetUtcNow().UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        });

        HashSet<(Guid, string)> inserted = [];
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            inserted.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        // The first of two that are the same is new.
        return [.. stored.Select(inserted.Remove)];
    }

    private async Task<bool> DeleteSomeAsync(DateTimeOffset before, CancellationToken cancellationToken) => await CallAsync(
        async (connection, token) =>
        {
            await using NpgsqlCommand command = new(
                """
                DELETE FROM batchgen_done WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM batchgen_done WHERE done_at < $1 ORDER BY done_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """,
                connection);
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = before.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = DeletedAtOnce });
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false) == DeletedAtOnce;
        },
        cancellationToken).ConfigureAwait(false);

    private static bool IsNotCancellation(Exception exception) => exception is not OperationCanceledException;

    private static void Bind(NpgsqlCommand command, string group, RecordIdentity record)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = group });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = record.BatchId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = StoredRecordId.Of(record.RecordId) });
    }

    [LoggerMessage(102, LogLevel.Warning, "{Store}: old records could not be deleted; the next try is in an hour")]
    private static partial void LogRetentionFailed(ILogger logger, Exception exception, string store);
}
