using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BatchGen.Faults.Execution;

/// <summary>One process of the fault application.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    /// <summary>Exit code of a process that SIGKILL has ended.</summary>
    public const int Killed = 137;

    private readonly Process _process;
    private bool _isDisposed;

    private ChildProcess(Process process, string name, string outputFile)
    {
        _process = process;
        Name = name;
        OutputFile = outputFile;
    }

    public enum Signal
    {
        Kill = 9,
        Continue = 18,
        Terminate = 15,
        Stop = 19,
    }

    public string Name { get; }

    /// <summary>What it has written, both streams.</summary>
    public string OutputFile { get; }

    public bool HasExited => Volatile.Read(ref _isDisposed) || _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The most memory that it has had, in bytes; 0 once it has ended.</summary>
    public long PeakMemory
    {
        get
        {
            if (HasExited)
            {
                return 0;
            }

            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <param name="application">The fault application's assembly.</param>
    /// <param name="folder">Where it runs, and where its output goes.</param>
    /// <param name="name">A name that no other process of the schedule has.</param>
    /// <param name="environment">Its settings.</param>
    /// <param name="arguments">Its command.</param>
    public static ChildProcess Start(
        string application, string folder, string name, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        // The shell only sends the output to a file, and becomes the process: so nothing here has to read it. It does not pass on
        // variables with a dot in their names, hence env.
        string output = Path.Combine(folder, $"{name}.output");
        ProcessStartInfo info = new("/bin/sh", ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1", "sh", output, "env", .. environment.Select(variable => $"{variable.Key}={variable.Value}"), "dotnet", application, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
        };
        foreach (string variable in info.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            info.Environment.Remove(variable);
        }

        return new ChildProcess(Forks.Start(info), name, output);
    }

    public void Send(Signal signal)
    {
        if (!HasExited)
        {
            _ = SendSignal(_process.Id, (int)signal);
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken = default) => _process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Send(Signal.Kill);
            _process.WaitForExit();
        }

        Volatile.Write(ref _isDisposed, true);
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
