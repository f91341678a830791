namespace BatchGen.Workflow.Reading;

/// <summary>What the .NET SDK does with projects and solutions.</summary>
internal static class ProjectBuilder
{
    /// <exception cref="InvalidDataException">It does not build; what the compiler says is in the message.</exception>
    public static async Task BuildAsync(string path, SolutionReadOptions options, CancellationToken cancellationToken)
    {
        options.OnProgress?.Invoke($"building {Path.GetFileName(path)}");
        await DotNet.RunAsync(["build", path, "-c", options.Configuration, "--nologo", "-v", "quiet"], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The projects of a solution, absolute, in the order of their paths.</summary>
    public static async Task<IReadOnlyList<string>> ProjectsOfAsync(string solution, CancellationToken cancellationToken)
    {
        string list = await DotNet.RunAsync(["sln", solution, "list"], cancellationToken).ConfigureAwait(false);
        string folder = Path.GetDirectoryName(solution)!;
        return
        [
            .. list.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(static line => line.EndsWith("proj", StringComparison.OrdinalIgnoreCase))
                .Select(line => Path.GetFullPath(Path.Combine(folder, line.Replace('\\', '/'))))
                .Order(StringComparer.Ordinal),
        ];
    }
}
