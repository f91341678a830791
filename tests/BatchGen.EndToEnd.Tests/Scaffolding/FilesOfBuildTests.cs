using BatchGen.EndToEnd.Support;
using Xunit;

namespace BatchGen.EndToEnd.Scaffolding;

/// <summary>
/// A build that runs the tool behind itself: <c>BatchGenWriteFiles</c> and <c>BatchGenVerifyFiles</c>. What is started is a script in the
/// tool's place, which notes how it was called and ends as the test wants.
/// </summary>
[Collection(PackagesCollection.Name)]
public sealed class FilesOfBuildTests(InstalledTool tool) : IClassFixture<InstalledTool>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batchgen-files-");

    private string Project => Path.Combine(_folder.FullName, "PeopleAudit");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_build_writes_the_files_or_verifies_them_and_says_what_is_wrong_with_the_tool_or_with_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script in the tool's place is one for sh.");
        await tool.RunAsync(_folder.FullName, "new", "people-audit", "--consumer", "--output", Project);

        string missing = await BuildAsync(1, "-p:BatchGenWriteFiles=true", "-p:BatchGenToolCommand=batchgen-that-is-not-there");
        Assert.Contains("error BATCHGEN0004: BatchGenWriteFiles needs the tool batchgen, but 'batchgen-that-is-not-there' does not start it", missing, StringComparison.Ordinal);

        Assert.DoesNotContain("BATCHGEN", await BuildAsync(0, "-p:BatchGenWriteFiles=true", await ToolAsync(code: 0)), StringComparison.Ordinal);
        Assert.Equal(
            ["--version", $"generate {Path.Combine(Project, "PeopleAudit.csproj")} --configuration Debug"],
            await File.ReadAllLinesAsync(Calls, TestContext.Current.CancellationToken));

        string stale = await BuildAsync(1, "-p:BatchGenVerifyFiles=true", await ToolAsync(code: 1));
        Assert.Contains("error BATCHGEN0005: Files that follow from the jobs are missing or stale", stale, StringComparison.Ordinal);
        Assert.EndsWith(" --check", (await File.ReadAllLinesAsync(Calls, TestContext.Current.CancellationToken))[^1], StringComparison.Ordinal);

        string broken = await BuildAsync(1, "-p:BatchGenVerifyFiles=true", await ToolAsync(code: 65));
        Assert.Contains("ended with exit code 65; what it said stands above", broken, StringComparison.Ordinal);
    }

    private string Calls => Path.Combine(_folder.FullName, "calls.txt");

    private Task<string> BuildAsync(int code, params IReadOnlyList<string> arguments) => tool.BuildAsync(Project, code, ["-p:BatchGenCheckFiles=false", .. arguments]);

    private async Task<string> ToolAsync(int code)
    {
        string script = Path.Combine(_folder.FullName, $"tool-{code}.sh");
        await File.WriteAllTextAsync(
            script,
            $"""
            echo "$@" >> '{Calls}'
            [ "$1" = --version ] && exit 0
            exit {code}

            """,
            TestContext.Current.CancellationToken);
        return $"-p:BatchGenToolCommand=sh {script}";
    }
}
