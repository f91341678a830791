namespace BatchGen.Analyzers.Tests.Rules.Book;

/// <summary>The files of the repository that the rule book's tests read, and with <c>UPDATE=1</c> write.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>Whether generated files are to be written instead of compared.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE") == "1";

    public static string At(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(At(path)).ReplaceLineEndings("\n");

    /// <summary>Compares a committed file with what it must be, or writes it.</summary>
    public static void AssertCurrent(string path, string expected)
    {
        if (IsUpdating)
        {
            File.WriteAllText(At(path), expected);
        }

        Assert.True(File.Exists(At(path)), $"{path} is missing: run the tests once with UPDATE=1.");
        Assert.True(expected == Read(path), $"{path} is stale: run the tests once with UPDATE=1. It must be:\n{expected}");
    }

    /// <summary>Compares what stands between two marker lines of a committed file with what it must be, or writes it.</summary>
    public static void AssertSectionCurrent(string path, string marker, string expected)
    {
        (string start, string end) = ($"<!-- {marker} -->\n", $"<!-- end of {marker} -->");
        string text = Read(path);
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= start.Length && to >= from, $"{path} has no lines '{start.Trim()}' and '{end}'.");
        AssertCurrent(path, text[..from] + expected + text[to..]);
    }

    // From where the tests run, because a deterministic build leaves no source paths in them.
    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "BatchGen.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests are not in the repository.");
    }
}
