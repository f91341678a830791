using Microsoft.Data.Sqlite;

namespace BatchGen.EndToEnd.Support;

/// <summary>The built sample, run in a folder of its own.</summary>
internal sealed class SampleApp : IDisposable
{
    private readonly string _folder = Repository.NewFolder("sample");

    public Dictionary<string, string> Environment { get; } = new() { ["Batch__Up__BackoffScale"] = "0.001" };

    public string Folder => _folder;

    public Child Start(params string[] arguments) =>
        Child.Start(_folder, Environment, [Path.Combine(AppContext.BaseDirectory, "SwapiPeople.dll"), .. arguments]);

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using Child child = Start(arguments);
        int code = await child.EndAsync(cancellationToken);
        return (code, child.Output, child.Error);
    }

    /// <summary>What is in the sample's table: the address and name of each person.</summary>
    public IReadOnlyDictionary<string, string> People()
    {
        Dictionary<string, string> people = [];
        string path = Path.Combine(_folder, "data", "people.db");
        if (!File.Exists(path))
        {
            return people;
        }

        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'people'";
        if (command.ExecuteScalar() is 0L)
        {
            // The sample has made the file, but not yet its table.
            return people;
        }

        command.CommandText = "SELECT url, name FROM people";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            people.Add(reader.GetString(0), reader.GetString(1));
        }

        return people;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
