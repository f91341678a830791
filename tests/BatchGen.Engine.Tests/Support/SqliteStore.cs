using BatchGen.Idempotency.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace BatchGen.Engine.Tests;

/// <summary>A SQLite store in a temporary folder, with a table of effects beside its own, whose calls fail on demand.</summary>
internal sealed class SqliteStore : ITransactionalIdempotencyStore, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("batchgen-effects-").FullName;
    private readonly SqliteIdempotencyStore _store;

    public SqliteStore()
    {
        _store = new(new SqliteDatabase(File), TimeSpan.FromDays(30), TimeProvider.System, NullLogger<SqliteIdempotencyStore>.Instance);
        Execute("CREATE TABLE effect (text TEXT)");
    }

    /// <summary>How many transactions cannot be begun from now on.</summary>
    public int FailBegins;

    /// <summary>How many commits from now on succeed without their caller being told.</summary>
    public int LoseCommits;

    public Type TransactionType => _store.TransactionType;

    /// <summary>The effects, one text each.</summary>
    public string[] Effects => Execute("SELECT group_concat(text) FROM effect") is string text ? text.Split(',') : [];

    private string File => Path.Combine(_folder, "idempotency.db");

    public static ValueTask WriteAsync(System.Data.Common.DbTransaction transaction, string text)
    {
        SqliteTransaction own = (SqliteTransaction)transaction;
        using SqliteCommand command = new($"INSERT INTO effect VALUES ('{text}')", own.Connection, own);
        command.ExecuteNonQuery();
        return default;
    }

    public ValueTask<bool> TryClaimAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken) =>
        _store.TryClaimAsync(group, batchId, recordId, cancellationToken);

    public ValueTask MarkDoneAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken) =>
        _store.MarkDoneAsync(group, batchId, recordId, cancellationToken);

    public async ValueTask<IRecordTransaction?> BeginAsync(string group, IReadOnlyList<RecordIdentity> records, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref FailBegins) >= 0)
        {
            throw new TimeoutException("the database is locked");
        }

        return await _store.BeginAsync(group, records, cancellationToken) is { } transaction ? new Losing(this, transaction) : null;
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private object? Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={File};Pooling=False");
        connection.Open();
        using SqliteCommand command = new(sql, connection);
        return command.ExecuteScalar();
    }

    private sealed class Losing(SqliteStore store, IRecordTransaction transaction) : IRecordTransaction
    {
        public System.Data.Common.DbTransaction Transaction => transaction.Transaction;

        public IReadOnlyList<bool> IsNew => transaction.IsNew;

        public async ValueTask CommitAsync(CancellationToken cancellationToken)
        {
            await transaction.CommitAsync(cancellationToken);
            if (Interlocked.Decrement(ref store.LoseCommits) >= 0)
            {
                throw new IOException("the connection broke");
            }
        }

        public ValueTask AbortAsync() => transaction.AbortAsync();

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
