namespace BatchGen.Fallbacks;

/// <summary>Opens <c>file:///absolute/folder</c> and <c>file:relative/folder</c>.</summary>
internal sealed class FileFallbackStoreFactory : IFallbackStoreFactory
{
    public string Scheme => "file";

    public IFallbackStore Open(string store)
    {
        string path = store[(Scheme.Length + 1)..];
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            // A URL: file://var/x would name the computer 'var'.
            path = path.StartsWith("///", StringComparison.Ordinal) ? path[2..] : "";
            path = OperatingSystem.IsWindows() ? path.TrimStart('/') : path;
        }

        return string.IsNullOrWhiteSpace(path)
            ? throw new BatchConfigurationException("Batch:Fallback:Store", "that is no folder: write file:///absolute/folder or file:relative/folder.")
            : new FileFallbackStore(Path.GetFullPath(path));
    }
}
