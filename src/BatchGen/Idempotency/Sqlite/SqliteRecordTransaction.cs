using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchGen.Idempotency.Sqlite;

/// <summary>A transaction on a connection of its own. Holds the write gate until it has ended.</summary>
internal sealed class SqliteRecordTransaction(DoneTable table, SqliteTransaction transaction, IReadOnlyList<bool> isNew, SemaphoreSlim gate)
    : IRecordTransaction
{
    private bool _hasEnded;

    public DbTransaction Transaction => transaction;

    public IReadOnlyList<bool> IsNew => isNew;

    public ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        transaction.Commit();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The handler may be using the connection at this moment, whose objects are not for two threads; the database itself is. So it is
    /// told directly, and from then on refuses what the handler still writes.
    /// </summary>
    public async ValueTask AbortAsync()
    {
        sqlite3? handle = table.Connection.Handle;
        await Task.Run(() =>
        {
            raw.sqlite3_exec(handle, "PRAGMA query_only = ON");
            raw.sqlite3_exec(handle, "ROLLBACK");
        }).ConfigureAwait(false);
        End();
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            transaction.Dispose();
            table.Dispose();
        }
        finally
        {
            End();
        }

        return ValueTask.CompletedTask;
    }

    private void End()
    {
        if (!Interlocked.Exchange(ref _hasEnded, true))
        {
            gate.Release();
        }
    }
}
