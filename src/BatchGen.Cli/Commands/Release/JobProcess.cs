using System.Diagnostics;
using System.Text;

namespace BatchGen.Cli.Commands.Release;

/// <summary>What a process of the job's executable left.</summary>
/// <param name="Code">The exit code; null when it was ended because it took too long.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">The end of standard error.</param>
internal sealed record JobProcessResult(int? Code, string Output, string Error)
{
    /// <summary>How it ended, for people.</summary>
    public string End => Code is { } code ? $"exit code {code}" : "it was ended because it took too long";

    /// <summary>The last lines of standard error: why.</summary>
    public IEnumerable<string> LastLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(5);
}

/// <summary>
/// Starts the job's own executable in a folder of its own. It ends with its standard input as well as by a kill of all that it started;
/// a signal from the terminal reaches the tool alone, which then ends it, since its input is a pipe.
/// </summary>
/// <param name="assembly">The assembly to run.</param>
/// <param name="folder">The working directory.</param>
/// <param name="environment">Over that of the tool.</param>
internal sealed class JobProcess(string assembly, string folder, IReadOnlyDictionary<string, string> environment)
{
    private const int MaxError = 64 * 1024;

    /// <summary>Why the assembly cannot be run, or null.</summary>
    public static string? ProblemOf(string assembly) => !File.Exists(assembly)
        ? $"there is no '{assembly}'; build the project"
        : File.Exists(Path.ChangeExtension(assembly, ".runtimeconfig.json")) ? null : $"'{assembly}' is a library, not the executable of the jobs";

    public async Task<JobProcessResult> RunAsync(IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("dotnet", [assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = LastOfAsync(process.StandardError);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        bool isLate = false;
        try
        {
            await process.WaitForExitAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            isLate = true;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        return new JobProcessResult(isLate ? null : process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
    }

    private static async Task<string> LastOfAsync(StreamReader reader)
    {
        StringBuilder text = new();
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            text.Append(line).Append('\n');
            if (text.Length > 2 * MaxError)
            {
                text.Remove(0, text.Length - MaxError);
            }
        }

        return text.ToString();
    }
}
