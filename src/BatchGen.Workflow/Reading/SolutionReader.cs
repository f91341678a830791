using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Reading;

/// <summary>Finds the jobs of a solution, of a project, of a folder of assemblies, or of one assembly.</summary>
internal static class SolutionReader
{
    private static readonly string[] SolutionExtensions = [".sln", ".slnx"];

    /// <summary>Reads what some paths name and takes it together; the current folder where none is given.</summary>
    /// <exception cref="NoJobsException">A path does not exist, holds nothing to read, or nothing with jobs.</exception>
    /// <exception cref="InvalidDataException">An assembly cannot be read, or its jobs were left by another version of BatchGen.</exception>
    public static async Task<BatchSolution> ReadAsync(IReadOnlyList<string> paths, SolutionReadOptions options, CancellationToken cancellationToken)
    {
        if (paths.Count <= 1)
        {
            return await ReadAsync(paths.Count == 0 ? null : paths[0], options, cancellationToken).ConfigureAwait(false);
        }

        List<BatchSolution> solutions = [];
        foreach (string path in paths)
        {
            solutions.Add(await ReadAsync(path, options, cancellationToken).ConfigureAwait(false));
        }

        IEnumerable<BatchProject> projects = solutions.SelectMany(static solution => solution.Projects).DistinctBy(static project => project.AssemblyPath);
        return new BatchSolution(Environment.CurrentDirectory, [.. projects]);
    }

    /// <summary>Reads what a path names; the current folder where none is given.</summary>
    /// <exception cref="NoJobsException">The path does not exist, holds nothing to read, or nothing with jobs.</exception>
    /// <exception cref="InvalidDataException">An assembly cannot be read, or its jobs were left by another version of BatchGen.</exception>
    public static async Task<BatchSolution> ReadAsync(string? path, SolutionReadOptions options, CancellationToken cancellationToken)
    {
        string full = Resolve(Path.GetFullPath(path ?? Environment.CurrentDirectory));
        IReadOnlyList<BatchProject> projects = Path.GetExtension(full).ToLowerInvariant() switch
        {
            ".csproj" or ".fsproj" or ".vbproj" => [.. await ReadProjectAsync(full, isOnlyOne: true, options, cancellationToken).ConfigureAwait(false)],
            ".sln" or ".slnx" => await ReadSolutionAsync(full, options, cancellationToken).ConfigureAwait(false),
            _ => ReadAssemblies(full, cancellationToken),
        };
        return projects.Count > 0
            ? new BatchSolution(full, projects)
            : throw new NoJobsException($"'{full}' has no batch job: no class with [BatchJob] whose project references BatchGen. Name another project, solution or assembly.");
    }

    /// <summary>Of a folder its one solution or project; the folder itself where it has neither.</summary>
    private static string Resolve(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? path : throw new NoJobsException($"'{path}' does not exist.");
        }

        string[] solutions = [.. Directory.EnumerateFiles(path).Where(static file => SolutionExtensions.Contains(Path.GetExtension(file).ToLowerInvariant()))];
        string[] candidates = solutions.Length > 0 ? solutions : Directory.GetFiles(path, "*.*proj");
        return candidates.Length switch
        {
            0 => path,
            1 => candidates[0],
            _ => throw new NoJobsException($"'{path}' has several: name one of {string.Join(", ", candidates.Select(Path.GetFileName).Order(StringComparer.Ordinal))}."),
        };
    }

    private static async Task<IReadOnlyList<BatchProject>> ReadSolutionAsync(string solution, SolutionReadOptions options, CancellationToken cancellationToken)
    {
        if (options.Build)
        {
            await ProjectBuilder.BuildAsync(solution, options, cancellationToken).ConfigureAwait(false);
        }

        List<BatchProject> projects = [];
        foreach (string project in await ProjectBuilder.ProjectsOfAsync(solution, cancellationToken).ConfigureAwait(false))
        {
            projects.AddRange(await ReadProjectAsync(project, isOnlyOne: false, options with { Build = false }, cancellationToken).ConfigureAwait(false));
        }

        return projects;
    }

    /// <summary>The project, or none where it has no jobs. Of a solution, a project that does not use BatchGen need not be built.</summary>
    private static async Task<IReadOnlyList<BatchProject>> ReadProjectAsync(
        string project, bool isOnlyOne, SolutionReadOptions options, CancellationToken cancellationToken)
    {
        if (!File.Exists(project))
        {
            throw new NoJobsException($"The project '{project}' does not exist.");
        }

        options.OnProgress?.Invoke($"reading {Path.GetFileName(project)}");
        if (options.Build)
        {
            await ProjectBuilder.BuildAsync(project, options, cancellationToken).ConfigureAwait(false);
        }

        ProjectProperties properties = await ProjectProperties.OfAsync(project, options.Configuration, cancellationToken).ConfigureAwait(false);
        if (!properties.UsesBatchGen && !isOnlyOne)
        {
            return [];
        }

        if (!File.Exists(properties.TargetPath))
        {
            throw new NoJobsException(
                $"'{project}' is not built: there is no '{properties.TargetPath}'. Build it, or pass --build (and --configuration for another than {options.Configuration}).");
        }

        AssemblyJobs jobs = AssemblyReader.Read(properties.TargetPath);
        RequireModels(jobs, properties.TargetPath);
        return jobs.Jobs.Count == 0 ? [] : [properties.ToProject(project, jobs.Jobs)];
    }

    private static List<BatchProject> ReadAssemblies(string path, CancellationToken cancellationToken)
    {
        List<BatchProject> projects = [];
        bool isFolder = Directory.Exists(path);
        string[] assemblies = isFolder ? [.. Directory.EnumerateFiles(path, "*.dll").Order(StringComparer.Ordinal)] : [path];
        foreach (string assembly in assemblies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AssemblyJobs? jobs = ReadAssembly(assembly, isFolder);
            if (jobs is { Jobs.Count: > 0 })
            {
                string name = Path.GetFileNameWithoutExtension(assembly);
                projects.Add(new BatchProject
                {
                    Name = name,
                    Directory = Environment.CurrentDirectory,
                    AssemblyPath = assembly,
                    AssemblyName = name,
                    Jobs = jobs.Jobs,
                });
            }
        }

        return projects;
    }

    /// <summary>Of a folder, files that are no assembly of .NET are passed over: a build output has native libraries too.</summary>
    private static AssemblyJobs? ReadAssembly(string assembly, bool isFolder)
    {
        try
        {
            AssemblyJobs jobs = AssemblyReader.Read(assembly);
            RequireModels(jobs, assembly);
            return jobs;
        }
        catch (InvalidDataException exception) when (isFolder && exception.InnerException is BadImageFormatException)
        {
            return null;
        }
    }

    private static void RequireModels(AssemblyJobs jobs, string assembly)
    {
        if (jobs.UnreadTypes.Count > 0)
        {
            throw new InvalidDataException(
                $"'{assembly}' says nothing of {string.Join(", ", jobs.UnreadTypes)}: an older BatchGen built it, or the job breaks a rule that blocks it. "
                + "Update the BatchGen package, build without errors, and try again.");
        }
    }
}
