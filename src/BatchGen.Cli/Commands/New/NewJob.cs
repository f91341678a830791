using BatchGen.Cli.Commands.New.Templates;

namespace BatchGen.Cli.Commands.New;

/// <summary><c>new</c>: writes the files of a job.</summary>
internal sealed class NewJob(NewJobRequest request, bool json)
{
    private const string Tests = "tests/";

    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        ExistingProject? project = ExistingProject.Find(request.Folder);
        TemplateValues values = request.ValuesFor(project);
        IReadOnlyList<NewFile> files = new JobTemplate().FilesFor(values);
        List<(string Path, string Content)> places = [];
        foreach (NewFile file in files)
        {
            if (PathOf(file.Path, project) is { } path)
            {
                places.Add((path, file.Content));
            }
        }

        new NewFiles(places).Write();
        IReadOnlyList<string> documents = project is null
            ? NewDocuments.Write(request.Folder, values.Project, [.. files.Where(static file => !IsTest(file))], cancellationToken)
            : [];
        return Task.FromResult(new NewJobOutput(
            request.Job,
            request.TopicName,
            request.Folder,
            [.. places.Select(place => Relative(place.Path))],
            documents,
            [.. Steps(project, documents.Count > 0)]).Write(json));
    }

    private static bool IsTest(NewFile file) => file.Path.StartsWith(Tests, StringComparison.Ordinal);

    /// <summary>Where a file goes; null: nowhere, because it is a test and the project has none.</summary>
    private string? PathOf(string path, ExistingProject? project) => !path.StartsWith(Tests, StringComparison.Ordinal) || project is null
        ? Path.Combine(request.Folder, path)
        : project.TestFolder is { } folder ? Path.Combine(folder, path[Tests.Length..]) : null;

    private IEnumerable<string> Steps(ExistingProject? project, bool hasDocuments)
    {
        if (project is null)
        {
            yield return "dotnet run: everything in one process, on an embedded broker";
            yield return "dotnet run --project tests: the tests";
        }
        else
        {
            if (!project.HasPackage)
            {
                yield return "dotnet add package BatchGen (and BatchGen.Testing for 'up' and tests)";
            }

            foreach (string missing in project.MissingInProgram(request.Stem))
            {
                yield return missing;
            }

            if (project.TestFolder is null)
            {
                yield return $"No tests were written, because {project.Name} has no test project: neither tests/, nor ../{project.Name}.Tests, nor ../../tests/{project.Name}.Tests has one.";
            }
        }

        yield return hasDocuments
            ? "batchgen generate: after each change of the job, for its schema, deployment, flow and documents"
            : "dotnet build, then batchgen generate: schema, deployment, flow and documents of the job";
        yield return $"Batch/{request.Stem}Job.cs: say who owns it, who is told, and where failed records go; what stands there are guesses";
    }

    private string Relative(string path) => Path.GetRelativePath(request.Folder, path).Replace('\\', '/');
}
