using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace BatchGen.EndToEnd.Support;

/// <summary>A child process, run as a user would run it; killed with its own children when the test ends before it does.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Lock _gate = new();

    private Child(Process process) => _process = process;

    public string Output => Text(_output);

    public string Error => Text(_error);

    /// <summary>Starts <c>dotnet</c> with the given arguments; its standard input is a pipe that stays open.</summary>
    public static Child Start(string workingDirectory, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments) =>
        StartFile("dotnet", workingDirectory, environment, arguments);

    /// <summary>Starts an executable file, as <see cref="Start"/> does <c>dotnet</c>.</summary>
    public static Child StartFile(
        string file, string workingDirectory, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo info = new(file, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test runner's own build has set must not steer the child's.
        foreach (string name in info.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            info.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            info.Environment[name] = value;
        }

        Child child = new(new Process { StartInfo = info });
        child._process.OutputDataReceived += (_, line) => child.Append(child._output, line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Append(child._error, line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Waits until the process has written a text to standard error.</summary>
    public async Task SaysAsync(string text, CancellationToken cancellationToken)
    {
        while (!Error.Contains(text, StringComparison.Ordinal))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The process ended before it said '{text}':\n{Error}\n{Output}");
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Asks the process to stop, as an orchestrator does.</summary>
    public void Terminate()
    {
        const int SIGTERM = 15;
        if (Kill(_process.Id, SIGTERM) != 0)
        {
            throw new InvalidOperationException($"SIGTERM could not be sent: errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Append(StringBuilder builder, string? line)
    {
        if (line is not null)
        {
            lock (_gate)
            {
                builder.AppendLine(line);
            }
        }
    }

    private string Text(StringBuilder builder)
    {
        lock (_gate)
        {
            return builder.ToString();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
