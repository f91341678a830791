using System.Diagnostics;

namespace BatchGen.Flows.Tests;

/// <summary>The Python that runs the flows of these tests.</summary>
internal static class Python
{
    private const string Name = "python3";

    /// <summary>Why there is none to run flows with; null where there is one.</summary>
    public static string? Missing { get; } = OperatingSystem.IsWindows()
        ? "Needs a POSIX system: flows are interrupted by signals"
        : Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, Name)))
            ? null
            : "Needs python3 (3.10 or newer) on the PATH";

    /// <summary>A start of Python with the stand-in for Prefect on its path.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Name)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONPATH"] = Asset("Standin"), ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONIOENCODING"] = "utf-8" },
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>A file or folder that belongs to these tests.</summary>
    public static string Asset(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);
}
