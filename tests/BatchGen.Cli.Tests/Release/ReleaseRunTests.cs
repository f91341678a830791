using System.Text.Json;
using BatchGen.Cli.Commands.Release;
using BatchGen.Cli.Prefect;

namespace BatchGen.Cli.Tests.Release;

public sealed class ReleaseRunTests : ReleaseTest
{
    [Fact]
    public async Task A_point_that_throws_has_failed_and_one_that_is_left_out_has_not_passed()
    {
        Point[] points =
        [
            new("one", () => PointFinding.Passed("good", ["a | <b>"])),
            new("two", () => throw new PrefectException("Prefect cannot be reached", ExitCodes.TemporaryFailure)),
            new("three", () => throw new InvalidOperationException("not to be called")),
        ];
        List<string> said = [];
        IReadOnlyList<PointResult> results = await new ReleaseRun(points, ["three"], "no cluster here", TimeProvider.System, said.Add).RunAsync(default);
        Assert.Equal([PointOutcome.Passed, PointOutcome.Failed, PointOutcome.Skipped], results.Select(point => point.Outcome));
        Assert.Equal("Prefect cannot be reached", results[1].Reason);
        Assert.Equal("left out on demand: no cluster here", results[2].Reason);
        Assert.Contains(said, line => line.Contains("Title of two", StringComparison.Ordinal));

        string evidence = new ReleaseReport("people", "prod", "People", DateTimeOffset.UnixEpoch, Passed: false, results).ToMarkdown();
        Assert.Contains("Not shown to be ready: two failed, three skipped.", evidence, StringComparison.Ordinal);
        Assert.Contains("- a \\| &lt;b>\n", evidence, StringComparison.Ordinal);
        Assert.Contains("| 1 | Title of two | **failed** | Prefect cannot be reached |", evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_writes_its_evidence_and_is_1_unless_all_six_passed()
    {
        string project = Path.Combine(Repository(), "samples", "SwapiPeople");
        string[] line = ["release", "swapi-people", project, "--skip", "sample", "--skip", "fallback", "--reason", "not now", "--evidence", "out/evidence.md", "--json"];
        using Tool tool = Tool.Start(Folder, line, [new("PREFECT_API_URL", Prefect.Api)]);
        ToolResult result = await tool.EndAsync();
        result.ShouldBe(ToolExitCodes.Findings);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        Assert.False(report.RootElement.GetProperty("passed").GetBoolean());
        JsonElement[] points = [.. report.RootElement.GetProperty("points").EnumerateArray()];
        Assert.Equal(["deployment", "telemetry", "topic", "sample", "fallback", "runbook"], points.Select(point => point.GetProperty("point").GetString()));
        Assert.Equal(["failed", "failed", "skipped", "skipped", "skipped"], points.Take(5).Select(point => point.GetProperty("outcome").GetString()));
        Assert.StartsWith("# Release check of swapi-people (prod)", await File.ReadAllTextAsync(Path.Combine(Folder, "out", "evidence.md")), StringComparison.Ordinal);

        using Tool typo = Tool.Start(Folder, ["release", "swapi-peple", project], [new("PREFECT_API_URL", Prefect.Api)]);
        ToolResult missing = await typo.EndAsync();
        missing.ShouldBe(ExitCodes.NoInput);
        Assert.Contains("Did you mean 'swapi-people'?", missing.Error, StringComparison.Ordinal);

        using Tool silent = Tool.Start(Folder, ["release", "swapi-people", "--skip", "topic"], []);
        ToolResult refused = await silent.EndAsync();
        refused.ShouldBe(ExitCodes.Usage);
        Assert.Contains("--skip needs --reason", refused.Error, StringComparison.Ordinal);
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BatchGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    private sealed class Point(string name, Func<PointFinding> check) : IReleasePoint
    {
        public int Number => 1;

        public string Name => name;

        public string Title => $"Title of {name}";

        public Task<PointFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(check());
    }
}
