using System.Text.Json;
using BatchGen.Fallbacks;

namespace BatchGen.Cli.Replaying.Journal;

/// <summary>
/// The file that makes a replay resumable: append-only lines of JSON, each on the disk before the next step is taken.
/// </summary>
/// <remarks>
/// <para>
/// Records are sent in chunks. Before a chunk, an <c>intent</c> is written with the id and content hash of each record and, for each
/// target partition, an offset that none of them can lie before; after the last acknowledgement of the chunk, a <c>settled</c> line. So a
/// process that dies, however it dies, leaves at most one chunk open. The next replay waits until nothing of it can be under way any more
/// (<see cref="ReplayRecovery"/>), reads the target partitions from the noted offsets to their ends, and looks for records with the same
/// bytes. Those that are there count as sent and the others as not, and only then anything else is sent: nothing twice, nothing left out.
/// </para>
/// <para>
/// Why not leave it to Kafka: an idempotent producer has a new identity in each process, so the broker does not know the repeats of
/// another one; a mark in the record would change the record; and a transaction would show the repeats to every consumer that reads
/// uncommitted records. The price is a journal on the machine that replays: whoever replays elsewhere takes the file along.
/// </para>
/// <para>This class owns the file, with a lock file beside it against a second replay; one thread at a time.</para>
/// </remarks>
internal sealed class ReplayJournal : IDisposable
{
    private readonly FileStream _file;
    private readonly FileStream _lock;
    private readonly TimeProvider _time;
    private readonly JournalState _state;

    private ReplayJournal(FileStream file, FileStream @lock, JournalState state, TimeProvider time) =>
        (_file, _lock, _state, _time) = (file, @lock, state, time);

    /// <summary>Whether there was none before.</summary>
    public bool IsNew { get; private init; }

    /// <summary>What was replayed so far.</summary>
    public JournalState State => _state;

    /// <summary>Opens a journal for writing; one that does not exist is created.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scope">What the journal is about: another scope's journal is refused.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">Another replay has it open.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or about something else.</exception>
    public static ReplayJournal Open(string path, string scope, TimeProvider time)
    {
        DurableFiles.CreateFolder(Path.GetDirectoryName(path)!);
        FileStream @lock = Lock(path);
        try
        {
            (JournalState state, long length) = JournalReader.Read(path, scope);
            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.SetLength(length);
            file.Position = length;
            ReplayJournal journal = new(file, @lock, state, time) { IsNew = length == 0 };
            if (journal.IsNew)
            {
                journal.Write(new JournalLine { Kind = "journal", Version = JournalLine.CurrentVersion, Scope = scope, At = time.GetUtcNow() });
                DurableFiles.FlushFolder(Path.GetDirectoryName(path)!);
            }

            return journal;
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Writes down what is about to be sent.</summary>
    public void Intend(IReadOnlyList<ReplayItem> items, IReadOnlyDictionary<string, long[]> ends) => Append(new JournalLine
    {
        Kind = "intent",
        At = _time.GetUtcNow(),
        Items = [.. items.Select(JournalItem.Of)],
        Ends = ends,
    });

    /// <summary>Writes down what became of the last intent.</summary>
    public void Settle(IReadOnlyList<string> sent, IReadOnlyList<string> unknown) => Append(new JournalLine
    {
        Kind = "settled",
        At = _time.GetUtcNow(),
        Sent = sent,
        Unknown = unknown.Count == 0 ? null : unknown,
    });

    /// <summary>Writes down that records are to be sent although they were.</summary>
    public void Forget(IReadOnlyList<string> ids) => Append(new JournalLine { Kind = "forget", At = _time.GetUtcNow(), Forgotten = ids });

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception) when (File.Exists($"{path}.lock"))
        {
            throw new IOException($"Another replay is using the journal {path}. Wait until it has ended.", exception);
        }
    }

    private void Append(JournalLine line)
    {
        _state.Apply(line);
        Write(line);
    }

    private void Write(JournalLine line)
    {
        // One write for the line and its end: without the end it counts as not written.
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, JournalJson.Default.JournalLine), (byte)'\n']);
        _file.Flush(flushToDisk: true);
    }
}
