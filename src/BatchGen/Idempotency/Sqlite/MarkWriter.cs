using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace BatchGen.Idempotency.Sqlite;

/// <summary>
/// Commits marks in groups: what comes in while one commit is on its way to the disk goes with the next, so that many records share the
/// cost of one flush. A caller goes on when its own mark is durable.
/// </summary>
/// <remarks>Ownership: the queue's reader and the connection belong to the one thread of the writer.</remarks>
internal sealed class MarkWriter : IDisposable
{
    private const int MaxQueued = 10_000;
    private const int MaxGroup = 1_000;

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly Channel<Mark> _queue = Channel.CreateBounded<Mark>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private readonly Thread _thread;
    private DoneTable? _table;

    public MarkWriter(SqliteDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _thread = new Thread(Run) { IsBackground = true, Name = "batchgen idempotency" };
        _thread.Start();
    }

    /// <summary>Complete when the mark is on the disk.</summary>
    public async ValueTask WriteAsync(string group, RecordIdentity record, CancellationToken cancellationToken)
    {
        Mark mark = new(group, record);
        try
        {
            await _queue.Writer.WriteAsync(mark, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException exception)
        {
            throw new ObjectDisposedException("The idempotency store is closed.", exception);
        }

        await mark.Written.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what is queued and ends.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
    }

    private void Run()
    {
        List<Mark> group = new(MaxGroup);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out Mark? mark))
            {
                group.Add(mark);
            }

            try
            {
                Commit(group);
                group.ForEach(static mark => mark.Written.TrySetResult());
            }
            catch (Exception exception)
            {
                // Every caller holds its record and tries again, on a new connection.
                CloseTable();
                group.ForEach(mark => mark.Written.TrySetException(exception));
            }

            group.Clear();
        }

        CloseTable();
    }

    private void Commit(List<Mark> group)
    {
        _database.WriteGate.Wait();
        try
        {
            _table ??= new DoneTable(_database.Open());
            using SqliteTransaction transaction = _table.Connection.BeginTransaction(deferred: false);
            DateTimeOffset now = _time.GetUtcNow();
            foreach (Mark mark in group)
            {
                _table.Add(mark.Group, mark.Record, now, transaction);
            }

            transaction.Commit();
        }
        finally
        {
            _database.WriteGate.Release();
        }
    }

    private void CloseTable()
    {
        _table?.Dispose();
        _table = null;
    }

    private sealed class Mark(string group, RecordIdentity record)
    {
        public string Group => group;

        public RecordIdentity Record => record;

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
