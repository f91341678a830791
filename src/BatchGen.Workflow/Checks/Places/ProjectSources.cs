namespace BatchGen.Workflow.Checks.Places;

/// <summary>The source files of a project, as far as folders tell: everything below it that is neither built nor another project's.</summary>
internal static class ProjectSources
{
    private static readonly string[] Built = ["bin", "obj", "node_modules"];

    /// <summary>The files of the project's own code: what the generator emits is left out.</summary>
    public static IEnumerable<string> Of(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal))
        {
            if (!file.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase))
            {
                yield return file;
            }
        }

        foreach (string child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(child);
            if (!name.StartsWith('.') && !Built.Contains(name, StringComparer.OrdinalIgnoreCase) && !Directory.EnumerateFiles(child, "*.*proj").Any())
            {
                foreach (string file in Of(child))
                {
                    yield return file;
                }
            }
        }
    }
}
