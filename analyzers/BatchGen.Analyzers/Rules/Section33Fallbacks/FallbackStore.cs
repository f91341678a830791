namespace BatchGen.Analyzers.Rules.Section33Fallbacks;

/// <summary>
/// The stores of <c>[Fallback]</c>, read as the runtime reads them: <c>file:</c> with or without two slashes, then a path; so that
/// <c>file://var/lib</c> is the relative path <c>var/lib</c>, whatever it is as a URI.
/// </summary>
internal static class FallbackStore
{
    private static readonly string[] InMemory = ["memory", "mem", "inmemory", "in-memory", "ram"];

    // Emptied at a restart, by a clean-up service, or never more than memory.
    private static readonly string[][] Temporary =
    [
        ["tmp"], ["var", "tmp"], ["private", "tmp"], ["private", "var", "tmp"], ["var", "folders"], ["private", "var", "folders"],
        ["dev"], ["run"], ["var", "run"],
    ];

    /// <summary>What is wrong with a store, as the end of a sentence about the fallback store; null when nothing is.</summary>
    public static string? ProblemOf(string store)
    {
        int colon = store.IndexOf(':');
        string scheme = colon < 0 ? "" : store.Substring(0, colon);
        string rest = store.Substring(colon + 1);
        return string.IsNullOrWhiteSpace(store) ? "is empty"
            : scheme.Length < 2 ? $"is '{store}', which has no scheme"
            : Is(scheme, "file") ? FolderProblem(store, WithoutSlashes(rest))
            : Is(scheme, "s3") ? (HasBucket(rest) ? null : $"is '{store}', which names no bucket")
            : InMemory.Any(name => Is(scheme, name)) ? $"is '{store}', which is gone with the process"
            : $"is '{store}', and the scheme '{scheme}:' is unknown";
    }

    private static string? FolderProblem(string store, string path)
    {
        string unified = path.Replace('\\', '/');
        bool isRooted = unified.StartsWith("/", StringComparison.Ordinal);
        List<string> folders = Folders(unified);
        bool hasDrive = folders is [{ Length: 2 } drive, ..] && drive[1] == ':';
        bool isEmpty = folders.Count == (hasDrive ? 1 : 0);
        return isEmpty ? $"is '{store}', which names no folder"
            : !isRooted && !hasDrive ? $"is '{store}', where '{path}' is below whatever folder the process starts in"
            : (hasDrive ? IsTemporaryOnWindows(folders) : IsTemporary(folders))
                ? $"is '{store}', a temporary folder, which is emptied without notice"
            : null;
    }

    private static List<string> Folders(string path)
    {
        List<string> folders = [];
        foreach (string folder in path.Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (folder == "..")
            {
                folders.RemoveRange(Math.Max(0, folders.Count - 1), Math.Min(1, folders.Count));
            }
            else if (folder != ".")
            {
                folders.Add(folder);
            }
        }

        return folders;
    }

    // Removable disks are mounted below /run/media.
    private static bool IsTemporary(List<string> folders) =>
        folders is not ["run", "media", ..]
        && Temporary.Any(temporary => temporary.SequenceEqual(folders.Take(temporary.Length), StringComparer.Ordinal));

    private static bool IsTemporaryOnWindows(List<string> folders) =>
        folders.Count > 1 && (Is(folders[1], "Temp") || Is(folders[1], "Tmp"))
        || folders.Count > 2 && Is(folders[1], "Windows") && Is(folders[2], "Temp")
        || Enumerable.Range(0, Math.Max(0, folders.Count - 2)).Any(index =>
            Is(folders[index], "AppData") && Is(folders[index + 1], "Local") && Is(folders[index + 2], "Temp"));

    private static bool HasBucket(string rest) =>
        rest.StartsWith("//", StringComparison.Ordinal) && rest.Length > 2 && rest[2] != '/' && !char.IsWhiteSpace(rest[2]);

    private static string WithoutSlashes(string text) => text.StartsWith("//", StringComparison.Ordinal) ? text.Substring(2) : text;

    private static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
