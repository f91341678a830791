namespace BatchGen.Configuration;

/// <summary><c>Batch:Health</c>: where <c>consume</c> tells how its consumers are.</summary>
internal sealed record HealthOptions
{
    /// <summary><c>Port</c>: the port of the health endpoint; none means no endpoint.</summary>
    public int? Port { get; init; }

    /// <summary><c>Host</c>: the address that it listens on; <c>*</c> for all. Default: <c>localhost</c>, so nobody else can ask.</summary>
    public string Host { get; init; } = "localhost";

    public static HealthOptions Read(ConfigurationReader reader)
    {
        HealthOptions options = new()
        {
            Port = reader.Integer(nameof(Port), fallback: 0, min: 0, max: 65_535) is > 0 and int port ? port : null,
            Host = reader.Text(nameof(Host)) ?? "localhost",
        };
        reader.RefuseUnknownKeys();
        return options.Host != "*" && Uri.CheckHostName(options.Host) == UriHostNameType.Unknown
            ? throw reader.Wrong(nameof(Host), $"'{options.Host}' is no host name or address; write localhost, an address of this machine, or * for all.")
            : options;
    }
}
