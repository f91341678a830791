using System.Diagnostics;

namespace BatchGen.Flows.Tests;

/// <summary>What a process has left.</summary>
internal sealed record ChildResult(int Code, string Output, string Error);

/// <summary>A process that is gone, with all that it has started, when its test is.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public ChildProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It takes more than a minute.</exception>
    public async Task<ChildResult> EndAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return new ChildResult(_process.ExitCode, await _output.WaitAsync(limit.Token), await _error.WaitAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{string.Join(' ', _process.StartInfo.ArgumentList)} has not ended after {Limit}.");
        }
    }

    /// <summary>Sends it, and it alone, a signal: what a worker does.</summary>
    public void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
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
