namespace BatchGen.Analyzers.Files;

/// <summary>Paths as text, alike on every platform.</summary>
internal static class FilePaths
{
    /// <summary>A path with <c>/</c> alone, and without <c>.</c> and <c>..</c> as far as it says what they lead to.</summary>
    public static string Normalize(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    public static bool IsRooted(string path) => path.StartsWith("/", StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':');

    /// <summary>A folder that a project names, as a normalized path; relative when the project's own folder is not known.</summary>
    public static string Combine(string projectFolder, string folder)
    {
        string own = Normalize(folder).TrimEnd('/');
        return IsRooted(own) || projectFolder.Length == 0 ? own : Normalize($"{projectFolder}/{own}");
    }

    /// <summary>Whether a file is in a folder, or in one below it.</summary>
    public static bool IsIn(string file, string folder)
    {
        if (IsRooted(folder) || folder.StartsWith("..", StringComparison.Ordinal))
        {
            return file.StartsWith(folder + "/", StringComparison.OrdinalIgnoreCase);
        }

        return $"/{file}".IndexOf($"/{folder}/", StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
