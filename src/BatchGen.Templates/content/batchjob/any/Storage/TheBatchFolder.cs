using System.Text.Json;
using Microsoft.Extensions.Configuration;
using TheNamespace.Batch;

namespace TheNamespace.Storage;

/// <summary>
/// A file for each record in a folder, <c>TheBatch:Folder</c> in the configuration (default: <c>data/the-batch</c> below the working
/// directory). To begin with: put your database in its place.
/// </summary>
/// <param name="configuration">The whole configuration.</param>
public sealed class TheBatchFolder(IConfiguration configuration) : ITheBatchStore, IResultLocation
{
    private readonly string _folder = Path.GetFullPath(configuration["TheBatch:Folder"] is { Length: > 0 } folder ? folder : "data/the-batch");

    string IResultLocation.Name => "the-batch";

    string IResultLocation.Location => _folder;

    /// <inheritdoc/>
    public async Task WriteAsync(TheBatchRecord record, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        string file = Path.Combine(_folder, $"{Uri.EscapeDataString(record.Id)}.json");
        string temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        await using (FileStream stream = File.Create(temporary))
        {
            await JsonSerializer.SerializeAsync(stream, record, TheBatchJson.Default.TheBatchRecord, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        // In one step: nobody ever reads half a record.
        File.Move(temporary, file, overwrite: true);
    }
}
