using BatchGen.Tests;

namespace BatchGen.Cli.Tests.Graph;

public sealed class GraphTests : IDisposable
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "SwapiPeople.dll");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mermaid_goes_to_standard_output()
    {
        ToolResult result = await RunAsync("graph", Sample);
        result.ShouldBe(ExitCodes.Done);
        Assert.StartsWith("flowchart LR\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"people.ingest.v1\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_goes_to_a_file()
    {
        ToolResult result = await RunAsync("graph", Sample, "--format", "html", "--output", "jobs.html");
        result.ShouldBe(ExitCodes.Done);
        Assert.Empty(result.Output);
        Assert.Contains("swapi-people", await File.ReadAllTextAsync(_folder["jobs.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_draw_ends_with_66()
    {
        ToolResult result = await RunAsync("graph", ".");
        result.ShouldBe(ExitCodes.NoInput);
        Assert.Contains("has no batch job", result.Error, StringComparison.Ordinal);
    }

    private async Task<ToolResult> RunAsync(params string[] arguments)
    {
        using Tool tool = Tool.Start(_folder.Path, arguments, []);
        return await tool.EndAsync();
    }
}
