using System.ComponentModel;
using System.Diagnostics;

namespace BatchGen.Workflow.Reading;

/// <summary>Runs the .NET SDK's own command.</summary>
internal static class DotNet
{
    private const int ShownLines = 20;

    /// <returns>What it writes to standard output.</returns>
    /// <exception cref="InvalidDataException">It fails; the message has what it says.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        string text = await output.ConfigureAwait(false);
        return process.ExitCode == 0
            ? text
            : throw new InvalidDataException($"'dotnet {string.Join(' ', arguments)}' failed:\n{Shown(text + await errors.ConfigureAwait(false))}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidDataException($"'{start.FileName}' cannot be started: install the .NET SDK, or name a folder of assemblies.", exception);
        }
    }

    private static string Shown(string text) => string.Join('\n', text
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Distinct()
        .Take(ShownLines));
}
