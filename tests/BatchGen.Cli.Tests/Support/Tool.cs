using System.Diagnostics;

namespace BatchGen.Cli.Tests;

/// <summary>The tool in a process of its own, in a folder of its own.</summary>
internal sealed class Tool : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private Tool(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public static Tool Start(string folder, IReadOnlyCollection<string> args, IEnumerable<KeyValuePair<string, string>> environment)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "BatchGen.Cli.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Tool(start);
    }

    /// <summary>Kills it as <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill();

    public async Task<ToolResult> EndAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return new ToolResult(_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}

internal sealed record ToolResult(int Code, string Output, string Error)
{
    public void ShouldBe(int code) => Assert.True(Code == code, $"exit code {Code}, not {code}\n{Output}\n{Error}");
}
