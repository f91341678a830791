using System.Text.Json;
using BatchGen.Cli.Commands.Generate;
using BatchGen.Tests;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Reading;

namespace BatchGen.Cli.Tests.Generate;

/// <summary>The command on the built sample's assembly, in a folder of its own.</summary>
public sealed class GenerateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_missing_is_written_and_a_second_run_writes_nothing()
    {
        BatchSolution solution = await SampleAsync();
        Assert.Equal(ToolExitCodes.Findings, await RunAsync(solution, check: true));
        Assert.Empty(Files());
        Assert.Equal(ExitCodes.Done, await RunAsync(solution));
        Assert.Contains(Files(), file => file.Path == "docs/jobs/swapi-people/runbook.md");
        Assert.Contains(Files(), file => file.Path == "schemas/people.ingest.v1.schema.json");
        (string Path, DateTime Written)[] before = Files();
        Assert.Equal(ExitCodes.Done, await RunAsync(solution));
        Assert.Equal(before, Files());
        Assert.Equal(ExitCodes.Done, await RunAsync(solution, check: true));
    }

    [Fact]
    public async Task An_edit_by_hand_is_kept_and_is_a_finding_until_it_is_overwritten()
    {
        BatchSolution solution = await SampleAsync();
        await RunAsync(solution);
        string manifest = Path.Combine(_folder.Path, "docs/MANIFEST.md");
        string generated = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        string edited = generated.Replace("| swapi-people |", "| my people |", StringComparison.Ordinal);
        Assert.NotEqual(generated, edited);
        await File.WriteAllTextAsync(manifest, edited, TestContext.Current.CancellationToken);
        Assert.Equal(ToolExitCodes.Findings, await RunAsync(solution));
        Assert.Equal(edited, await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken));
        Assert.Equal(ExitCodes.Done, await RunAsync(solution, overwrite: true));
        Assert.Equal(generated, await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(ExitCodes.Usage, "--check writes nothing", "generate", "--check", "--overwrite")]
    [InlineData(ExitCodes.NoInput, "does not exist", "generate", "nowhere")]
    [InlineData(ExitCodes.Usage, "'--colour' is no option", "generate", "--colour")]
    public async Task What_is_wrong_with_the_command_line_is_said(int code, string message, params string[] args)
    {
        using Tool tool = Tool.Start(_folder.Path, args, []);
        ToolResult result = await tool.EndAsync();
        result.ShouldBe(code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_as_JSON_has_every_file_and_its_state()
    {
        string assembly = SampleAssembly();
        File.Copy(assembly, Path.Combine(_folder.Path, "SwapiPeople.dll"));
        using Tool tool = Tool.Start(_folder.Path, ["generate", "SwapiPeople.dll", "--check", "--json"], []);
        ToolResult result = await tool.EndAsync();
        result.ShouldBe(ToolExitCodes.Findings);
        JsonElement root = JsonDocument.Parse(result.Output).RootElement;
        Assert.True(root.GetProperty("check").GetBoolean());
        Assert.Contains(root.GetProperty("files").EnumerateArray(), file => file.GetProperty("path").GetString() == "docs/jobs/swapi-people/template.md"
            && file.GetProperty("state").GetString() == "missing" && file.GetProperty("needs_attention").GetBoolean() && !file.GetProperty("written").GetBoolean());
    }

    private static Task<int> RunAsync(BatchSolution solution, bool check = false, bool overwrite = false) =>
        new GenerateRun(solution, check, overwrite, json: false).RunAsync(TestContext.Current.CancellationToken);

    private async Task<BatchSolution> SampleAsync()
    {
        BatchSolution solution = await SolutionReader.ReadAsync(SampleAssembly(), new SolutionReadOptions(), TestContext.Current.CancellationToken);
        return solution with
        {
            Projects = [.. solution.Projects.Select(project => project with { Directory = _folder.Path, ProjectFile = Path.Combine(_folder.Path, "SwapiPeople.csproj") })],
        };
    }

    // The sample is built with this project, in the same configuration: tests/PROJECT/bin/CONFIGURATION/FRAMEWORK is where this runs.
    private static string SampleAssembly()
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "samples", "SwapiPeople", "bin", framework.Parent.Name, framework.Name, "SwapiPeople.dll");
    }

    private (string Path, DateTime Written)[] Files() =>
        [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(_folder.Path, path).Replace('\\', '/'), Written: File.GetLastWriteTimeUtc(path))).OrderBy(file => file.Path, StringComparer.Ordinal)];
}
