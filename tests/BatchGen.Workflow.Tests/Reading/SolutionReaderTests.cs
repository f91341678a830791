using BatchGen.Workflow.Models;
using BatchGen.Workflow.Reading;

namespace BatchGen.Workflow.Tests.Reading;

public sealed class SolutionReaderTests : IDisposable
{
    private static readonly string Sample = Path.Combine(Root(), "samples/SwapiPeople");

    private readonly string _folder = Directory.CreateTempSubdirectory("batchgen-reading-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_project_has_the_jobs_of_its_assembly_and_the_folders_that_it_states()
    {
        BatchSolution solution = await ReadAsync(Sample);

        BatchProject project = Assert.Single(solution.Projects);
        Assert.Equal(("SwapiPeople", "SwapiPeople", Sample), (project.Name, project.AssemblyName, project.Directory));
        Assert.Equal(("workflow", "schemas", "docs/jobs", "docs/MANIFEST.md"), (project.WorkflowFolder, project.SchemasFolder, project.DocumentsFolder, project.Manifest));
        Assert.Equal("swapi-people", Assert.Single(project.Jobs).Name);
    }

    [Fact]
    public async Task Of_a_folder_of_assemblies_those_with_jobs_are_read_and_other_files_passed_over()
    {
        TestAssembly.WriteGenerated(Path.Combine(_folder, "Zoo.dll"), TestAssembly.Job);
        TestAssembly.Write(Path.Combine(_folder, "Other.dll"), "public sealed class Other;");
        File.WriteAllText(Path.Combine(_folder, "native.dll"), "no assembly");

        Assert.Equal(["Zoo"], (await ReadAsync(_folder)).Projects.Select(static project => project.Name));
    }

    [Fact]
    public async Task An_assembly_that_cannot_be_read_in_full_is_an_error()
    {
        TestAssembly.Write(Path.Combine(_folder, "Zoo.dll"), """[BatchGen.BatchJob("old-job")] public sealed class Old;""");

        InvalidDataException exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(_folder));
        Assert.Contains("says nothing of Old", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_read_the_path_is_named()
    {
        Assert.Contains("does not exist", (await Assert.ThrowsAsync<NoJobsException>(() => ReadAsync(Path.Combine(_folder, "missing")))).Message, StringComparison.Ordinal);
        Assert.Contains("no batch job", (await Assert.ThrowsAsync<NoJobsException>(() => ReadAsync(_folder))).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "A.csproj"), "");
        File.WriteAllText(Path.Combine(_folder, "B.csproj"), "");
        Assert.Contains("A.csproj, B.csproj", (await Assert.ThrowsAsync<NoJobsException>(() => ReadAsync(_folder))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_not_built_says_so()
    {
        File.WriteAllText(Path.Combine(_folder, "A.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");

        Assert.Contains("is not built", (await Assert.ThrowsAsync<NoJobsException>(() => ReadAsync(_folder))).Message, StringComparison.Ordinal);
    }

    private static Task<BatchSolution> ReadAsync(string path) => SolutionReader.ReadAsync(path, new SolutionReadOptions(), TestContext.Current.CancellationToken);

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BatchGen.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
