using System.Text.Json;
using BatchGen.Tests;

namespace BatchGen.Cli.Tests;

public sealed class NewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_a_folder_without_a_project_a_whole_one_is_written_with_its_names_everywhere()
    {
        ToolResult result = await DoneAsync("new", "swapi-planet-ingest", "--topic", "planets.ingest.v2", "--cron", "0 2 * * *", "--owner", "planets team");

        Assert.Equal(
            [
                "Batch/SwapiPlanetIngestJob.cs", "Batch/SwapiPlanetIngestRecord.cs", "Program.cs", "Source/SwapiPlanetIngestSource.cs",
                "Storage/ISwapiPlanetIngestStore.cs", "Storage/SwapiPlanetIngestFolder.cs", "SwapiPlanetIngest.csproj", "SwapiPlanetIngestJson.cs",
                "SwapiPlanetIngestServices.cs", "appsettings.json", "tests/SwapiPlanetIngest.Tests.csproj", "tests/SwapiPlanetIngestJobTests.cs",
                "tests/SwapiPlanetIngestMemoryStore.cs",
            ],
            _folder.Files.Where(file => file.Split('/')[0] is not ("docs" or "schemas" or "workflow")));
        Assert.Superset(
            new HashSet<string> { "docs/MANIFEST.md", "docs/jobs/swapi-planet-ingest/runbook.md", "schemas/planets.ingest.v2.schema.json", "workflow/prefect.yaml" },
            _folder.Files.ToHashSet());
        string job = Read("Batch/SwapiPlanetIngestJob.cs");
        foreach (string text in (string[])
            [
                "namespace SwapiPlanetIngest.Batch;", "[BatchJob(\"swapi-planet-ingest\",\n    Cron = \"0 2 * * *\",\n", "Owner = \"planets team\"",
                "\"slack:planets-alerts\"", "[Publish(\"planets.ingest.v2\"", "Group = \"swapi-planet-ingest.load\"",
            ])
        {
            Assert.Contains(text, job, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("#if", job, StringComparison.Ordinal);
        Assert.All(_folder.Files, file => Assert.DoesNotContain("TheBatch", Read(file), StringComparison.Ordinal));
        Assert.Contains("dotnet run", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_has_neither_source_nor_trigger()
    {
        await DoneAsync("new", "people-audit", "--consumer", "--namespace", "Acme.Audit");

        string job = Read("Batch/PeopleAuditJob.cs");
        Assert.Contains("namespace Acme.Audit.Batch;", job, StringComparison.Ordinal);
        Assert.Contains("[Load(\"people.audit.v1\"", job, StringComparison.Ordinal);
        Assert.DoesNotContain("Trigger", job, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Files, file => file.StartsWith("Source", StringComparison.Ordinal));
        Assert.DoesNotContain("Row", Read("PeopleAuditJson.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_there_gets_the_job_and_its_tests_and_is_told_what_its_program_lacks()
    {
        Write("Shop/Shop.csproj", "<Project><PropertyGroup><RootNamespace>Acme.Shop</RootNamespace></PropertyGroup></Project>");
        Write("Shop/Program.cs", "services => services.AddBatchJobs().AddOther()");
        Write("Shop.Tests/Shop.Tests.csproj", "<Project/>");

        ToolResult result = await DoneAsync("new", "order-ingest", "--output", "Shop", "--json");

        using JsonDocument output = JsonDocument.Parse(result.Output);
        Assert.Equal("order.ingest.v1", output.RootElement.GetProperty("topic").GetString());
        Assert.Contains("../Shop.Tests/OrderIngestJobTests.cs", Texts(output, "files"));
        string[] next = Texts(output, "next");
        Assert.Contains("dotnet add package BatchGen (and BatchGen.Testing for 'up' and tests)", next);
        Assert.Contains("Program.cs does not register what the job takes: write .AddOrderIngest() behind .AddBatchJobs().", next);
        Assert.Contains("namespace Acme.Shop.Batch;", Read("Shop/Batch/OrderIngestJob.cs"), StringComparison.Ordinal);
        Assert.Equal("services => services.AddBatchJobs().AddOther()", Read("Shop/Program.cs"));
        Assert.Single(_folder.Files, file => file.StartsWith("Shop/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_without_tests_and_without_AddBatchJobs_is_told_both()
    {
        Write("Shop.csproj", "<Project/>");
        Write("Program.cs", "return 0;");

        ToolResult result = await DoneAsync("new", "order-ingest");

        Assert.Contains("No tests were written, because Shop has no test project", result.Output, StringComparison.Ordinal);
        Assert.Contains("services => services.AddBatchJobs().AddOrderIngest()", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Files, file => file.StartsWith("tests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_nothing_is_written_when_a_file_is_there()
    {
        Write("Storage/IOrderIngestStore.cs", "mine");
        Write("appsettings.json", "{}");

        ToolResult result = await RunAsync("new", "order-ingest");

        result.ShouldBe(ExitCodes.DataError);
        Assert.Contains(_folder["Storage/IOrderIngestStore.cs"], result.Error, StringComparison.Ordinal);
        Assert.Contains(_folder["appsettings.json"], result.Error, StringComparison.Ordinal);
        Assert.Equal(["Storage/IOrderIngestStore.cs", "appsettings.json"], _folder.Files);
        Assert.Equal("mine", Read("Storage/IOrderIngestStore.cs"));
    }

    [Fact]
    public async Task When_a_file_cannot_be_written_those_before_it_are_taken_back()
    {
        // A file where a folder is wanted.
        Write("tests", "a file");

        ToolResult result = await RunAsync("new", "order-ingest");

        Assert.NotEqual(ExitCodes.Done, result.Code);
        Assert.Equal(["tests"], _folder.Files);
        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }

    [Theory]
    [InlineData("PeopleIngest", "job 'PeopleIngest' is no name of a job", "for example 'people-ingest'")]
    [InlineData("people_ingest --topic people", "--topic 'people' does not follow {domain}.{entity}.{version}", "is no name of a job")]
    [InlineData("people --cron @daily", "--cron '@daily' is a nickname", "write '0 0 * * *'")]
    [InlineData("people --cron 0_0_30_2_*", "--cron '0 0 30 2 *' never fires", "")]
    [InlineData("people --cron 0_2_*_*_* --consumer", "--cron and --consumer exclude each other", "")]
    [InlineData("3d-models", "No topic follows from the name '3d-models'", "give --topic")]
    [InlineData("people --owner a\"b", "--owner 'a\"b' is no name", "")]
    [InlineData("people --namespace class.x", "--namespace 'class.x' is no namespace", "")]
    public async Task What_the_standard_does_not_allow_ends_with_64_and_says_what_to_write(string line, string message, string more)
    {
        ToolResult result = await RunAsync(["new", .. line.Split(' ').Select(word => word.Contains("_*", StringComparison.Ordinal) ? word.Replace('_', ' ') : word)]);

        result.ShouldBe(ExitCodes.Usage);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains(more, result.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    private static string[] Texts(JsonDocument output, string name) => [.. output.RootElement.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], content);
    }

    private string Read(string name) => File.ReadAllText(_folder[name]);

    private async Task<ToolResult> DoneAsync(params IReadOnlyCollection<string> args)
    {
        ToolResult result = await RunAsync(args);
        result.ShouldBe(ExitCodes.Done);
        return result;
    }

    private async Task<ToolResult> RunAsync(params IReadOnlyCollection<string> args)
    {
        using Tool tool = Tool.Start(_folder.Path, args, []);
        return await tool.EndAsync();
    }
}
