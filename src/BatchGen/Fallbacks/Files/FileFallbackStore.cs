namespace BatchGen.Fallbacks;

/// <summary>
/// Keeps each record as two files below a folder that only their owner may read: <c>NAME.CHECKSUM.payload</c> with its bytes, then
/// <c>NAME.json</c> with its metadata. The metadata comes last and is renamed into its place, so where it is, its payload is.
/// </summary>
internal sealed partial class FileFallbackStore(string root) : IFallbackArchive
{
    public string Location => root;

    public async Task PersistAsync(FallbackEntry entry, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        string key = FallbackNames.KeyOf(entry);

        // Level by level, because only the last one that a call makes gets the mode it asks for.
        string folder = root;
        DurableFiles.CreateFolder(folder);
        foreach (string level in key.Split('/')[..^1])
        {
            folder = Path.Combine(folder, level);
            DurableFiles.CreateFolder(folder);
        }

        FallbackMetadata metadata = FallbackMetadata.Of(entry, payload.Span);
        string path = PathOf(FallbackNames.PayloadOf(key, metadata.PayloadSha256));
        string? replaced = await FindPayloadAsync(key, cancellationToken).ConfigureAwait(false);
        await DurableFiles.WriteAsync(path, payload, cancellationToken).ConfigureAwait(false);
        await DurableFiles.WriteAsync(PathOf(FallbackNames.MetadataOf(key)), metadata.ToJson(), cancellationToken).ConfigureAwait(false);
        if (replaced is not null && replaced != path)
        {
            File.Delete(replaced);
        }
    }

    /// <summary>A key's place; the key's parts cannot leave the folder.</summary>
    private string PathOf(string name) => Path.Combine([root, .. name.Split('/')]);

    private async Task<string?> FindPayloadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            byte[] json = await File.ReadAllBytesAsync(PathOf(FallbackNames.MetadataOf(key)), cancellationToken).ConfigureAwait(false);
            return PathOf(FallbackNames.PayloadOf(key, FallbackMetadata.FromJson(json).PayloadSha256));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            return null;
        }
    }
}
