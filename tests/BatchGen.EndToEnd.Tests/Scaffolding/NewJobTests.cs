using System.IO.Compression;
using BatchGen.EndToEnd.Support;
using Xunit;

namespace BatchGen.EndToEnd.Scaffolding;

/// <summary>A new job, written by the installed tool and by the installed template, built and run on the packed packages.</summary>
[Collection(PackagesCollection.Name)]
public sealed class NewJobTests(PackedPackages packages, InstalledTool tool) : IClassFixture<InstalledTool>, IDisposable
{
    // Most of it is librdkafka for six systems; with SQLite for as many it would be 70 MB.
    private const long MostBytesOfTool = 60_000_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batchgen-new-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_package_of_the_tool_has_all_that_it_starts_with_in_one_copy_and_no_more_than_it_needs()
    {
        string help = await tool.RunAsync(_folder.FullName, "--help");

        foreach (string command in (string[])["dlq", "fallback", "new"])
        {
            Assert.Matches($@"(?m)^  {command}\b", help);
        }

        using ZipArchive archive = await ZipFile.OpenReadAsync(packages.ToolPackage, TestContext.Current.CancellationToken);
        string[] files = [.. archive.Entries.Select(entry => entry.FullName)];
        foreach (string name in (string[])["BatchGen.Cli.dll", "BatchGen.Workflow.dll", "BatchGen.Analyzers.dll", "Microsoft.CodeAnalysis.CSharp.dll"])
        {
            Assert.Single(files, file => file.EndsWith($"/{name}", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(files, file => file.EndsWith(".resources.dll", StringComparison.Ordinal));
        Assert.InRange(new FileInfo(packages.ToolPackage).Length, 1, MostBytesOfTool);
    }

    [Fact]
    public async Task A_new_job_builds_without_a_warning_passes_its_own_tests_and_runs()
    {
        string folder = Path.Combine(_folder.FullName, "PeopleIngest");
        await tool.RunAsync(_folder.FullName, "new", "people-ingest", "--cron", "0 2 * * *", "--output", folder);

        await tool.BuildAsync(folder, 0, "tests", "-p:BatchGenCheckFiles=false");
        await PassesAsync(folder);

        string run = await InstalledTool.DotNetAsync(folder, "run", "--no-build");
        Assert.Contains(Path.Combine(folder, "data", "people-ingest"), run, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder, "data", "people-ingest"), "*.json").Length);
    }

    [Fact]
    public async Task A_new_consumer_and_a_second_job_in_its_project_build_and_pass_their_own_tests()
    {
        string folder = Path.Combine(_folder.FullName, "PeopleAudit");
        await tool.RunAsync(_folder.FullName, "new", "people-audit", "--consumer", "--topic", "people.ingest.v1", "--output", folder);
        string said = await tool.RunAsync(folder, "new", "planet-ingest");

        Assert.Contains("write .AddPlanetIngest() behind .AddBatchJobs()", said, StringComparison.Ordinal);
        string program = Path.Combine(folder, "Program.cs");
        string text = await File.ReadAllTextAsync(program, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            program, text.Replace(".AddPeopleAudit()", ".AddPeopleAudit().AddPlanetIngest()", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        // The second job's documents follow from the assembly: they are written behind the first build.
        await tool.BuildAsync(folder, 0, "tests", "-p:BatchGenCheckFiles=false");
        await PassesAsync(folder, tests: 6);
    }

    [Fact]
    public async Task The_template_writes_what_the_tool_writes()
    {
        string hive = Path.Combine(_folder.FullName, "hive");
        await InstalledTool.DotNetAsync(_folder.FullName, "new", "install", packages.TemplatePackage, "--debug:custom-hive", hive);
        foreach ((string job, string[] options) in ((string, string[])[])
            [
                ("people-ingest", ["--topic", "people.ingest.v1"]),
                ("3d-model-import", ["--topic", "models.import.v2", "--cron", "*/5 2 * * 1-5", "--owner", "the night crew", "--namespace", "Acme.Models"]),
                ("planets", ["--consumer"]),
            ])
        {
            string byTool = Path.Combine(_folder.FullName, "tool", job);
            string byTemplate = Path.Combine(_folder.FullName, "template", job);
            await tool.RunAsync(_folder.FullName, ["new", job, "--output", byTool, .. options]);
            string project = Path.GetFileNameWithoutExtension(Directory.GetFiles(byTool, "*.csproj").Single());

            await InstalledTool.DotNetAsync(
                _folder.FullName, ["new", "batchjob", "-n", project, "--job", job, "--output", byTemplate, "--debug:custom-hive", hive, .. options]);

            Assert.Equal(Contents(byTool), Contents(byTemplate));
        }
    }

    private static async Task PassesAsync(string folder, int tests = 3)
    {
        string output = await InstalledTool.DotNetAsync(folder, "run", "--no-build", "--project", "tests");
        Assert.Matches($"(?i)total: {tests}\\b", output);
    }

    /// <summary>Each file and what it holds, without the documents, which only the tool can write.</summary>
    private static SortedDictionary<string, string> Contents(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => file.Path.Split('/')[0] is not ("docs" or "schemas" or "workflow"))
            .ToDictionary(file => file.Path, file => file.Text),
        StringComparer.Ordinal);
}
