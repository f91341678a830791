using System.Runtime.CompilerServices;

namespace BatchGen.Fallbacks;

/// <content>Listing, reading and removing.</content>
internal sealed partial class FileFallbackStore
{
    public async IAsyncEnumerable<StoredFallback> ListAsync(string? job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string jobFolder in job is null ? Folders(root) : [FallbackNames.FolderOf(job)])
        {
            foreach (string batchFolder in Folders(Path.Combine(root, jobFolder)))
            {
                foreach (FallbackParts parts in PartsOf($"{jobFolder}/{batchFolder}"))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (await ReadAsync(parts, cancellationToken).ConfigureAwait(false) is { } stored)
                    {
                        yield return stored;
                    }
                }
            }
        }
    }

    public async Task<ReadOnlyMemory<byte>> ReadPayloadAsync(string key, CancellationToken cancellationToken)
    {
        Check(key);
        try
        {
            FallbackMetadata metadata = await ReadMetadataAsync(key, cancellationToken).ConfigureAwait(false);
            byte[] payload = await File.ReadAllBytesAsync(PathOf(FallbackNames.PayloadOf(key, metadata.PayloadSha256)), cancellationToken)
                .ConfigureAwait(false);
            metadata.Verify(payload);
            return payload;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{key} in {root}: the payload or the metadata is missing.", exception);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{key} in {root}: {exception.Message}.", exception);
        }
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        Check(key);
        string folder = Path.GetDirectoryName(PathOf(key))!;
        if (!Directory.Exists(folder))
        {
            return;
        }

        // The metadata first: a crash then leaves a half entry, which says that nobody counts on it. Without it, or where it cannot be
        // read, the payloads have to be looked for.
        string? payload = await FindPayloadAsync(key, cancellationToken).ConfigureAwait(false);
        string name = Path.GetFileName(PathOf(key));
        string[] payloads = payload is not null ? [payload] : [.. Directory.EnumerateFiles(folder, $"{name}.*{FallbackNames.PayloadExtension}")];
        File.Delete(PathOf(FallbackNames.MetadataOf(key)));
        foreach (string path in payloads)
        {
            if (KeyOf(folder, path) is { } part && part.Key == key)
            {
                File.Delete(path);
            }
        }

        DurableFiles.FlushFolder(folder);
    }

    /// <summary>The folders below one, in the order of the keys that begin with them.</summary>
    private static string[] Folders(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).OrderBy(name => name + '/', StringComparer.Ordinal)]
            : [];

    private void Check(string key)
    {
        if (!FallbackNames.IsKey(key))
        {
            throw new ArgumentException($"'{key}' is not a key of {root}; keys are JOB/BATCH/NAME, as the list shows them.", nameof(key));
        }
    }

    private (string Key, bool IsMetadata)? KeyOf(string folder, string path) =>
        FallbackNames.PartOf($"{Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/')}/{Path.GetFileName(path)}");

    private SortedDictionary<string, FallbackParts>.ValueCollection PartsOf(string batch)
    {
        SortedDictionary<string, FallbackParts> entries = new(StringComparer.Ordinal);
        foreach (FileInfo file in new DirectoryInfo(PathOf(batch)).EnumerateFiles())
        {
            string name = $"{batch}/{file.Name}";
            if (FallbackNames.PartOf(name) is not (string key, bool isMetadata))
            {
                continue;
            }

            if (!entries.TryGetValue(key, out FallbackParts? parts))
            {
                entries.Add(key, parts = new FallbackParts(key));
            }

            if (isMetadata)
            {
                parts.AddMetadata();
            }
            else
            {
                parts.AddPayload(name, file.Length);
            }
        }

        return entries.Values;
    }

    /// <returns>Null when the entry was removed meanwhile.</returns>
    private async Task<StoredFallback?> ReadAsync(FallbackParts parts, CancellationToken cancellationToken)
    {
        if (!parts.HasMetadata)
        {
            return parts.Half();
        }

        try
        {
            return parts.Of(await ReadMetadataAsync(parts.Key, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return parts.Damaged(exception.Message);
        }
    }

    private async Task<FallbackMetadata> ReadMetadataAsync(string key, CancellationToken cancellationToken) =>
        FallbackMetadata.FromJson(await File.ReadAllBytesAsync(PathOf(FallbackNames.MetadataOf(key)), cancellationToken).ConfigureAwait(false));
}
