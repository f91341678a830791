using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchGen.Idempotency.Sqlite;

/// <summary>A transaction on a connection of its own. Holds the write gate until it has ended.</summary>
internal sealed class SqliteRecordTransaction(DoneTable table, SqliteTransaction transaction, IReadOnlyList<bool> isNew, SemaphoreSlim gate)
    : IRecordTransaction
{
    private readonly Lock _ending = new();
    private Task? _abort;
    private bool _isDisposed;
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
        Task abort;
        lock (_ending)
        {
            if (_isDisposed)
            {
                // The handler has come back meanwhile, and disposal rolls back.
                return;
            }

            sqlite3? handle = table.Connection.Handle;
            abort = _abort ??= Task.Run(() =>
            {
                raw.sqlite3_exec(handle, "PRAGMA query_only = ON");
                raw.sqlite3_exec(handle, "ROLLBACK");
            });
        }

        await abort.ConfigureAwait(false);
        End();
    }

    public async ValueTask DisposeAsync()
    {
        Task? abort;
        lock (_ending)
        {
            _isDisposed = true;
            abort = _abort;
        }

        try
        {
            // One after the other: both set the connection's rollback hook, each holding what the other waits for.
            await (abort ?? Task.CompletedTask).ConfigureAwait(false);
            transaction.Dispose();
        }
        finally
        {
            table.Dispose();
            End();
        }
    }

    private void End()
    {
        if (!Interlocked.Exchange(ref _hasEnded, true))
        {
            gate.Release();
        }
    }
}
