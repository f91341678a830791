using Microsoft.Data.Sqlite;

namespace BatchGen.Idempotency.Sqlite;

/// <summary>
/// The database file: only its owner may read it, its log is written ahead and flushed with each commit. Connections are not shared;
/// whoever opens one owns it.
/// </summary>
internal sealed class SqliteDatabase
{
    private readonly string _connectionString;
    private readonly TimeSpan _busyTimeout;

    /// <param name="path">The file; it is made when it is not there.</param>
    /// <param name="busyTimeout">How long a call waits for another process that writes. Default: 10 s.</param>
    public SqliteDatabase(string path, TimeSpan? busyTimeout = null)
    {
        Path = path;
        _busyTimeout = busyTimeout ?? TimeSpan.FromSeconds(10);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(_busyTimeout.TotalSeconds)),
        }.ToString();
    }

    public string Path { get; }

    /// <summary>
    /// Whoever writes holds it. SQLite knows one writer at a time; those of this process wait for their turn here, in their order, and
    /// leave SQLite's own waiting, which is none of order and bounded, to other processes.
    /// </summary>
    public SemaphoreSlim WriteGate { get; } = new(1, 1);

    /// <summary>Opens a connection to a database that has the schema that this code knows.</summary>
    public SqliteConnection Open()
    {
        CreateFile();
        SqliteConnection connection = new(_connectionString);
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {(int)_busyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL;");
            SqliteSchema.Ensure(connection, Path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>SQLite would make it with the process's mask; its log and index files get the mode of the database.</summary>
    private void CreateFile()
    {
        if (File.Exists(Path))
        {
            return;
        }

        string folder = System.IO.Path.GetDirectoryName(Path)!;
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(Path, options).Dispose();
    }
}
