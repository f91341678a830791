using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using StarWars.Batch;

namespace StarWars.Storage;

/// <summary>
/// The table <c>people</c> of a SQLite file, <c>People:Database</c> in the configuration (default: <c>data/people.db</c> below the
/// working directory). The file is made when it is first needed.
/// </summary>
/// <param name="configuration">The whole configuration.</param>
public sealed class PeopleTable(IConfiguration configuration) : IResultLocation, IDisposable
{
    // One connection: SQLite has one writer at a time anyway, and handlers that wait here can be cancelled.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _connection;
    private SqliteCommand? _upsert;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(
        configuration["People:Database"] is { Length: > 0 } path ? path : "data/people.db");

    string IResultLocation.Name => "people table";

    string IResultLocation.Location
    {
        get
        {
            IReadOnlyList<Person> people = ReadAll();
            int incomplete = people.Count(person => person.Unknown.Count > 0);
            return string.Create(
                CultureInfo.InvariantCulture, $"{Path}, table people: {people.Count} rows, {incomplete} of them with unknown fields");
        }
    }

    /// <summary>Writes a person, over the one with the same address if there is one; durable when it returns.</summary>
    /// <param name="person">The person.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    public async Task UpsertAsync(Person person, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _connection ??= Open();
            _upsert ??= PeopleSql.PrepareUpsert(_connection);
            PeopleSql.Bind(_upsert, person);
            await _upsert.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>All people, by address.</summary>
    public IReadOnlyList<Person> ReadAll()
    {
        _turn.Wait();
        try
        {
            _connection ??= Open();
            return PeopleSql.ReadAll(_connection);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _upsert?.Dispose();
        _connection?.Dispose();
        _turn.Dispose();
    }

    private SqliteConnection Open()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);

        // Without a pool the file is closed when the table is disposed.
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            PeopleSql.Create(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
