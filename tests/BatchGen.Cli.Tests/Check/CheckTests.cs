using System.Text.Json;
using BatchGen.Tests;

namespace BatchGen.Cli.Tests.Check;

/// <summary><c>check</c> on the sample's assembly, once alone and once twice in a folder, which makes two jobs of one name.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CheckTests() => File.Copy(Path.Combine(AppContext.BaseDirectory, "SwapiPeople.dll"), _folder["People.dll"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_that_is_right_ends_with_0_and_says_what_was_checked()
    {
        ToolResult result = await RunAsync("check", "People.dll");
        result.ShouldBe(ExitCodes.Done);
        Assert.Contains("1 job of 1 project checked (without the files beside their code): 0 errors, 0 warnings, ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_ends_with_1_and_stands_in_the_table()
    {
        Duplicate();
        ToolResult result = await RunAsync("check", ".");
        result.ShouldBe(ToolExitCodes.Findings);
        Assert.Contains("BWS1004", result.Output, StringComparison.Ordinal);
        Assert.Contains("JobNameIsUnique", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_the_same_with_either_option_and_nothing_else_is_on_standard_output()
    {
        Duplicate();
        ToolResult json = await RunAsync("check", ".", "--json");
        json.ShouldBe(ToolExitCodes.Findings);
        Assert.Equal(json.Output, (await RunAsync("check", ".", "--format", "json")).Output);
        JsonElement findings = JsonDocument.Parse(json.Output).RootElement.GetProperty("findings");
        Assert.Equal(2, findings.EnumerateArray().Count(finding => finding.GetProperty("rule").GetString() == "BWS1004"));
    }

    [Fact]
    public async Task A_report_is_written_to_a_file_and_the_code_stays()
    {
        Duplicate();
        ToolResult result = await RunAsync("check", ".", "--format", "sarif", "--output", "out/batchgen.sarif");
        result.ShouldBe(ToolExitCodes.Findings);
        Assert.Empty(result.Output);
        Assert.Equal(["batchgen.sarif"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName));
        Assert.Equal("2.1.0", JsonDocument.Parse(await File.ReadAllTextAsync(_folder["out/batchgen.sarif"])).RootElement.GetProperty("version").GetString());
        ToolResult markdown = await RunAsync("check", ".", "--format", "markdown");
        Assert.StartsWith("# Compliance with the Batch Workflow Standard 1.1.0\n", markdown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCodes.Usage, "--output needs --format", "check", "People.dll", "--output", "x")]
    [InlineData(ExitCodes.Usage, "'html'", "check", "People.dll", "--format", "html")]
    [InlineData(ExitCodes.Usage, "'fatal'", "check", "People.dll", "--severity", "fatal")]
    [InlineData(ExitCodes.NoInput, "does not exist", "check", "Other.dll")]
    [InlineData(ExitCodes.NoInput, "has no batch job", "check", "empty")]
    [InlineData(ExitCodes.DataError, "is no .NET assembly", "check", "text.dll")]
    public async Task What_cannot_be_checked_says_why(int code, string message, params string[] arguments)
    {
        Directory.CreateDirectory(_folder["empty"]);
        await File.WriteAllTextAsync(_folder["text.dll"], "no assembly");
        ToolResult result = await RunAsync(arguments);
        result.ShouldBe(code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private void Duplicate() => File.Copy(_folder["People.dll"], _folder["Second.dll"]);

    private async Task<ToolResult> RunAsync(params string[] arguments)
    {
        using Tool tool = Tool.Start(_folder.Path, arguments, []);
        return await tool.EndAsync();
    }
}
