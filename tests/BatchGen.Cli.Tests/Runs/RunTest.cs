using BatchGen.Cli.Tests.Prefect;
using BatchGen.Tests;

namespace BatchGen.Cli.Tests.Runs;

/// <summary>A test of the tool in a process of its own against a Prefect in this one.</summary>
public abstract class RunTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal FakePrefect Prefect { get; } = new();

    public void Dispose()
    {
        Prefect.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task<ToolResult> RunAsync(params string[] args)
    {
        using Tool tool = Tool.Start(_folder.Path, args, [new("PREFECT_API_URL", Prefect.Api)]);
        return await tool.EndAsync();
    }

    internal async Task<ToolResult> DoneAsync(params string[] args)
    {
        ToolResult result = await RunAsync(args);
        result.ShouldBe(ExitCodes.Done);
        return result;
    }
}
