using Microsoft.Extensions.Logging;

namespace BatchGen.Idempotency.Sqlite;

/// <summary>Opens <c>sqlite:PATH</c>; a relative path is below the current directory.</summary>
internal sealed class SqliteIdempotencyStoreFactory(TimeProvider time, ILogger<SqliteIdempotencyStore> logger) : IIdempotencyStoreFactory
{
    public string Scheme => "sqlite";

    public IIdempotencyStore Open(IdempotencySettings settings)
    {
        string path = settings.Store.Length > Scheme.Length ? settings.Store[(Scheme.Length + 1)..] : "";
        if (path.Length == 0 || path.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong($"'{settings.Store}' names no file; write sqlite:PATH, for example sqlite:/var/lib/batch/idempotency.db.");
        }

        path = Path.GetFullPath(path);
        return Directory.Exists(path)
            ? throw Wrong($"'{settings.Store}' is a folder; write the path of a file.")
            : new SqliteIdempotencyStore(new SqliteDatabase(path), settings.Retention, time, logger);
    }

    private static BatchConfigurationException Wrong(string problem) => new(IdempotencySettings.StoreKey, problem);
}
