using BatchGen.Analyzers.Rules.Options;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>Where consumers live: in a <c>Batch</c> namespace or a <c>batch</c> folder of their module.</summary>
internal static class BatchPlace
{
    private const string Name = "Batch";

    /// <summary>What is wrong with a place, as the end of a sentence about it; null when nothing is.</summary>
    /// <param name="space">The namespace, empty for the global one.</param>
    /// <param name="filePath">The file, as the compiler was given it.</param>
    /// <param name="options">The house options of the file.</param>
    public static string? ProblemOf(string space, string filePath, RuleOptions options)
    {
        string plain = space.Replace("@", "");
        string place = plain.Length == 0 ? "is in the global namespace" : $"is in namespace '{plain}'";
        return !plain.Split('.').Any(IsBatch) && !Folders(filePath, options.ProjectFolder).Any(IsBatch)
            ? $"{place}: move it into a Batch namespace or folder of its module, like '{(plain.Length == 0 ? "People" : plain)}.{Name}'"
            : options.BatchNamespacePattern is { } pattern && !RuleOptions.Matches(pattern, plain)
                ? $"{place}, which does not match {RuleOptions.BatchNamespacePatternKey} ({Shown(pattern.ToString())}): move it into one that does"
                : null;
    }

    // Without the project's folder all folders of the path count: better to miss one than to be wrong about one.
    private static IEnumerable<string> Folders(string filePath, string? projectFolder)
    {
        string path = filePath.Replace('\\', '/');
        string root = (projectFolder ?? "").Replace('\\', '/').TrimEnd('/') + "/";
        bool isInside = root.Length > 1 && path.StartsWith(root, StringComparison.OrdinalIgnoreCase);
        string[] parts = (isInside ? path.Substring(root.Length) : path).Split('/');
        return parts.Take(parts.Length - 1);
    }

    private static bool IsBatch(string part) => string.Equals(part, Name, StringComparison.OrdinalIgnoreCase);

    // As it was written: the anchors around it are ours.
    private static string Shown(string pattern) => pattern.Substring(4, pattern.Length - 6);
}
