namespace BatchGen.EndToEnd.Support;

/// <summary>Where things are in the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Sample => Path.Combine(Root, "samples", "SwapiPeople");

    /// <summary>A new empty folder below <c>artifacts</c>, which git ignores.</summary>
    public static string NewFolder(string name)
    {
        string folder = Path.Combine(Root, "artifacts", "end-to-end", $"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BatchGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("BatchGen.sln is in no folder above the test.");
    }
}
