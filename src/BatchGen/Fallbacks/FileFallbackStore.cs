using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BatchGen.Fallbacks;

/// <summary>
/// Keeps each record as two files below a folder that only their owner may read: <c>NAME.payload</c> with its bytes, then
/// <c>NAME.json</c> with its metadata. Both are written beside their place, flushed to the disk and renamed, so a reader sees whole
/// files or none; the metadata comes last, so where it is, the payload is.
/// </summary>
internal sealed class FileFallbackStore(string root) : IFallbackStore
{
    public string Location => root;

    public async Task PersistAsync(FallbackEntry entry, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        // Level by level, because only the last one that a call makes gets the mode it asks for.
        string folder = CreateFolder(root);
        folder = CreateFolder(Path.Combine(folder, SafeName(entry.Job)));
        folder = CreateFolder(Path.Combine(folder, SafeName(entry.BatchId?.ToString("D") ?? "no-batch")));
        string name = NameOf(entry);
        await WriteAsync(Path.Combine(folder, name + ".payload"), payload, cancellationToken).ConfigureAwait(false);
        byte[] metadata = JsonSerializer.SerializeToUtf8Bytes(entry, FallbackJson.Default.FallbackEntry);
        await WriteAsync(Path.Combine(folder, name + ".json"), metadata, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same record has the same name each time, so a repeated failure replaces its files instead of adding some.</summary>
    private static string NameOf(FallbackEntry entry)
    {
        string? identity = entry switch
        {
            { Offset: { } offset } => string.Create(CultureInfo.InvariantCulture, $"{entry.Topic}-{entry.Partition}-{offset}"),
            { RecordId: { } id } => id,
            { Ordinal: { } ordinal } => ordinal.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        return identity is null ? entry.Stage : $"{entry.Stage}-{SafeName(identity)}";
    }

    /// <summary>
    /// A file name for any text: what might mean something to a file system (separators, dots, control characters) is replaced, and
    /// a hash keeps names apart that then look the same.
    /// </summary>
    private static string SafeName(string text)
    {
        StringBuilder name = new(64);
        foreach (char c in text)
        {
            if (name.Length == 48)
            {
                break;
            }

            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || (c == '.' && name.Length > 0) ? c : '_');
        }

        if (name.Length == text.Length && name.Equals(text))
        {
            return text;
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return $"{name}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }

    private static string CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            await using (FileStream file = new(temporary, options))
            {
                await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
