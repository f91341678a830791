using System.Diagnostics;
using System.Globalization;

namespace BatchGen.TestServers;

/// <summary>
/// A server that is a script of <c>tests/BatchGen.TestServers/node</c>. Scripts print <c>listening PORT</c> when they are ready, and end
/// when their standard input closes, so that none outlives a test process that was killed.
/// </summary>
public sealed class NodeServer : IAsyncDisposable
{
    private const string Install = "npm install --prefix tests/BatchGen.TestServers/node";
    private const string Ready = "listening ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly ServerProcess _process;

    private NodeServer(ServerProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Why no server can be started on this machine, and what to do about it; null when one can.</summary>
    public static string? Missing =>
        ServerProcess.Find(OperatingSystem.IsWindows() ? "node.exe" : "node") is null ? $"Needs Node.js on the PATH, and: {Install}"
        : Folder is not { } folder || !Directory.Exists(Path.Combine(folder, "node_modules")) ? $"Needs: {Install}"
        : null;

    public int Port { get; }

    /// <summary>What the server has printed.</summary>
    public string Output => _process.Output;

    private static string? Folder
    {
        get
        {
            for (DirectoryInfo? place = new(AppContext.BaseDirectory); place is not null; place = place.Parent)
            {
                string folder = Path.Combine(place.FullName, "tests", "BatchGen.TestServers", "node");
                if (File.Exists(Path.Combine(folder, "package.json")))
                {
                    return folder;
                }
            }

            return null;
        }
    }

    /// <param name="script">The script's name, for example <c>s3.js</c>.</param>
    /// <param name="arguments">What the script takes.</param>
    public static async Task<NodeServer> StartAsync(string script, params IEnumerable<string> arguments)
    {
        if (Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        ProcessStartInfo start = new("node") { WorkingDirectory = Folder, RedirectStandardInput = true };
        start.ArgumentList.Add(script);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        ServerProcess process = ServerProcess.Start(start);
        try
        {
            return new NodeServer(process, await PortOfAsync(process, script));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<int> PortOfAsync(ServerProcess process, string script)
    {
        long started = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            string? line = process.Output.Split('\n', StringSplitOptions.TrimEntries)
                .FirstOrDefault(line => line.StartsWith(Ready, StringComparison.Ordinal));
            if (line is not null)
            {
                return int.Parse(line[Ready.Length..], CultureInfo.InvariantCulture);
            }

            if (process.HasExited || Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new InvalidOperationException($"{script} did not start: {process.Output}");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
