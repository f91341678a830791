using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using StarWars.Planets.Batch;

namespace StarWars.Planets.Storage;

/// <summary>
/// The tables <c>planets</c> and <c>audit</c> of a SQLite file, <c>Galaxy:Database</c> in the configuration (default:
/// <c>data/galaxy.db</c> below the working directory). The file is made when it is first needed.
/// </summary>
/// <param name="configuration">The whole configuration.</param>
public sealed class GalaxyDatabase(IConfiguration configuration) : IResultLocation, IDisposable
{
    // One connection: SQLite has one writer at a time anyway, and handlers that wait here can be cancelled.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _connection;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(configuration["Galaxy:Database"] is { Length: > 0 } path ? path : "data/galaxy.db");

    string IResultLocation.Name => "galaxy database";

    string IResultLocation.Location => string.Create(
        CultureInfo.InvariantCulture, $"{Path}, table planets: {Count("planets")} rows, table audit: {Count("audit")} rows");

    /// <summary>Writes a planet, over the one with the same path if there is one; durable when it returns.</summary>
    /// <param name="planet">The planet.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    public Task UpsertAsync(Planet planet, CancellationToken cancellationToken) => ExecuteAsync(
        "INSERT OR REPLACE INTO planets (path, name, climate, diameter_km) VALUES ($path, $name, $climate, $diameter)",
        [("$path", planet.Path), ("$name", planet.Name), ("$climate", planet.Climate), ("$diameter", planet.DiameterKm)],
        cancellationToken);

    /// <summary>Writes the line of one record of one batch, over itself when the record comes again; durable when it returns.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="person">Who it is.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    public Task AuditAsync(Guid batchId, string recordId, Person person, CancellationToken cancellationToken) => ExecuteAsync(
        "INSERT OR REPLACE INTO audit (batch_id, record_id, name, homeworld) VALUES ($batch, $record, $name, $homeworld)",
        [("$batch", batchId.ToString()), ("$record", recordId), ("$name", person.Name), ("$homeworld", person.Homeworld)],
        cancellationToken);

    /// <summary>How many rows a table has.</summary>
    /// <param name="table"><c>planets</c> or <c>audit</c>.</param>
    public long Count(string table)
    {
        _turn.Wait();
        try
        {
            using SqliteCommand command = Open().CreateCommand();
            command.CommandText = table switch
            {
                "planets" => "SELECT count(*) FROM planets",
                "audit" => "SELECT count(*) FROM audit",
                _ => throw new ArgumentException($"There is no table '{table}'.", nameof(table)),
            };
            return (long)command.ExecuteScalar()!;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection?.Dispose();
        _turn.Dispose();
    }

    private async Task ExecuteAsync(string sql, IEnumerable<(string Name, object? Value)> parameters, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using SqliteCommand command = Open().CreateCommand();
            command.CommandText = sql;
            foreach ((string name, object? value) in parameters)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private SqliteConnection Open()
    {
        if (_connection is null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);

            // Without a pool the file is closed when this is disposed; FULL: a committed offset must not outlive its row in a power cut.
            _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
            _connection.Open();
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText =
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                CREATE TABLE IF NOT EXISTS planets (
                    path        TEXT PRIMARY KEY,
                    name        TEXT NOT NULL,
                    climate     TEXT NOT NULL,
                    diameter_km INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS audit (
                    batch_id  TEXT NOT NULL,
                    record_id TEXT NOT NULL,
                    name      TEXT NOT NULL,
                    homeworld TEXT,
                    PRIMARY KEY (batch_id, record_id)
                ) STRICT, WITHOUT ROWID;
                """;
            command.ExecuteNonQuery();
        }

        return _connection;
    }
}
