namespace BatchGen.Fallbacks;

/// <summary>Opens <c>file:///absolute/folder</c> and <c>file:relative/folder</c>.</summary>
internal sealed class FileFallbackStoreFactory : IFallbackStoreFactory
{
    public string Scheme => "file";

    public IFallbackStore Open(string store)
    {
        string path = store[(Scheme.Length + 1)..];
        path = path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path;
        return path.Length > 0
            ? new FileFallbackStore(Path.GetFullPath(path))
            : throw new BatchConfigurationException("Batch:Fallback:Store", $"'{store}' names no folder; write file:///absolute/folder or file:relative/folder.");
    }
}
