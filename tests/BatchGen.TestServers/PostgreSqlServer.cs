using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BatchGen.TestServers;

/// <summary>
/// A PostgreSQL cluster of its own, in a temporary folder and on a free loopback port, that can be stopped and started again. Speed
/// before durability: its disk is not what is tested.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Password = "batchgen-test-password";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    /// <summary>Whom the server runs as when the tests run as root, which it refuses; the first that there is.</summary>
    private static readonly string[] Users = ["postgres", "nobody"];

    private static readonly string[] Programs = ["initdb", "postgres", "pg_ctl"];

    private readonly string _folder;
    private readonly string _bin;
    private readonly string[] _prefix;
    private readonly int _port;
    private ServerProcess? _process;

    private PostgreSqlServer(string folder, string bin, string[] prefix, int port)
    {
        _folder = folder;
        _bin = bin;
        _prefix = prefix;
        _port = port;
    }

    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=batchgen;Password={Password};Database=postgres;Timeout=120;Command Timeout=120;SSL Mode=Disable");

    /// <summary>What must not be seen anywhere.</summary>
    public static string Secret => Password;

    /// <summary>What is missing on this machine, or null.</summary>
    public static string? Missing =>
        Bin() is null ? "PostgreSQL is not installed (its initdb and postgres, for example Debian's package postgresql)"
        : Environment.UserName == "root" && Prefix() is null ? "PostgreSQL refuses to run as root, and there is no setpriv or no user postgres or nobody"
        : null;

    public static async Task<PostgreSqlServer> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("batchgen-postgres-").FullName;
        PostgreSqlServer server = new(folder, Bin()!, Prefix() ?? [], FreePort());
        try
        {
            await server.InitializeAsync();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task StartAgainAsync()
    {
        _process = ServerProcess.Start(Command(
            "postgres", "-D", Path.Combine(_folder, "data"), "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "full_page_writes=off"));
        long started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new InvalidOperationException($"PostgreSQL does not start: {_process.Output}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>As a crash: open connections break, open transactions are rolled back.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await RunAsync(Command("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop"));
            await _process.DisposeAsync();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The server says that it is up when it answers a startup packet; before that it closes the connection or says so.</summary>
    private async Task<bool> IsReadyAsync()
    {
        if (!_process!.Output.Contains("database system is ready to accept connections", StringComparison.Ordinal))
        {
            return false;
        }

        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task InitializeAsync()
    {
        string passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        if (_prefix.Length > 0)
        {
            await RunAsync(new ProcessStartInfo("chown", ["-R", _prefix[1]["--reuid=".Length..], _folder]));
        }

        await RunAsync(Command(
            "initdb", "-D", Path.Combine(_folder, "data"), "-U", "batchgen", $"--pwfile={passwordFile}", "--auth=scram-sha-256", "-E", "UTF8",
            "--locale=C", "--no-sync"));
    }

    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        string[] line = [.. _prefix, Path.Combine(_bin, program), .. arguments];
        return new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = _folder };
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {await output}{await errors}");
        }
    }

    /// <summary>The folder with the server's programs: of the newest installed version, else where initdb really is.</summary>
    private static string? Bin()
    {
        IEnumerable<string> installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(static folder => folder.Length)
                .ThenByDescending(static folder => folder, StringComparer.Ordinal)
                .Select(static folder => Path.Combine(folder, "bin"))
            : [];
        string? onPath = ServerProcess.Find("initdb") is { } initdb ? Path.GetDirectoryName(new FileInfo(initdb).ResolveLinkTarget(true)?.FullName ?? initdb) : null;
        return installed.Append(onPath).Append("/usr/local/bin").OfType<string>()
            .FirstOrDefault(static folder => Programs.All(program => File.Exists(Path.Combine(folder, program))));
    }

    private static string[]? Prefix()
    {
        if (Environment.UserName != "root")
        {
            return null;
        }

        string[] known = File.Exists("/etc/passwd") ? [.. File.ReadLines("/etc/passwd").Select(static line => line.Split(':')[0])] : [];
        return ServerProcess.Find("setpriv") is { } setpriv && Users.FirstOrDefault(known.Contains) is { } user
            ? [setpriv, $"--reuid={user}", "--clear-groups", "--"]
            : null;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
