using System.Diagnostics;

namespace BatchGen.Tests.Commands;

/// <summary>The test application in a process of its own.</summary>
internal sealed class AppProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _output;

    public AppProcess(IReadOnlyCollection<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "BatchGen.TestApp.dll"), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public StreamReader Error => _process.StandardError;

    /// <summary>Kills the process, as the system does when memory is short.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until the process says a line.</summary>
    public async Task SaysAsync(string line)
    {
        using CancellationTokenSource limit = new(Limit);
        while (await _process.StandardError.ReadLineAsync(limit.Token) is { } said)
        {
            if (said.Contains(line, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The process ended before it said '{line}'.");
    }

    public void CloseInput() => _process.StandardInput.Close();

    public async Task<AppResult> EndAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        string error = await _process.StandardError.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return new AppResult(_process.ExitCode, await _output, error);
    }

    public static async Task<AppResult> RunAsync(IReadOnlyCollection<string> args, params (string Name, string Value)[] environment)
    {
        // The last value of a name is the one that holds.
        using AppProcess app = new(args, environment.GroupBy(pair => pair.Name).ToDictionary(pairs => pairs.Key, pairs => pairs.Last().Value));
        return await app.EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}

internal sealed record AppResult(int Code, string Output, string Error);
