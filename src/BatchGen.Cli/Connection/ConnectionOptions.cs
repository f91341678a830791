using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Connection;

/// <summary>
/// How every command learns where the cluster is: the configuration of the application, environment variables over it, the option
/// <c>--bootstrap-servers</c> over both.
/// </summary>
internal sealed class ConnectionOptions
{
    private const string DefaultFile = "appsettings.json";

    private readonly Option<string?> _bootstrapServers = new("--bootstrap-servers", "-b")
    {
        Description = "The brokers, host:port,… Default: Batch:Kafka:BootstrapServers.",
        HelpName = "servers",
    };

    private readonly Option<string?> _config;

    /// <param name="shortNames">Whether <c>-c</c> is short for <c>--config</c>: not beside <c>--configuration</c>, which has it.</param>
    public ConnectionOptions(bool shortNames = true) => _config = new("--config", shortNames ? ["-c"] : [])
    {
        Description = "The application's configuration, of which section Batch:Kafka is used (security, further settings). "
            + "Default: appsettings.json here, if there is one. Environment variables such as Batch__Kafka__SaslPassword come on top; "
            + "a password belongs there.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Add(_bootstrapServers);
        command.Add(_config);
    }

    /// <exception cref="MissingInputException">The file is not there.</exception>
    /// <exception cref="BatchConfigurationException">The file is no JSON.</exception>
    public IConfiguration Read(ParseResult result)
    {
        string? file = result.GetValue(_config);
        if (file is not null && !File.Exists(file))
        {
            throw new MissingInputException($"--config: there is no file '{file}'.");
        }

        ConfigurationBuilder builder = new();
        builder.AddJsonFile(Path.GetFullPath(file ?? DefaultFile), optional: file is null);
        builder.AddEnvironmentVariables();
        if (result.GetValue(_bootstrapServers) is { Length: > 0 } servers)
        {
            builder.AddInMemoryCollection([new("Batch:Kafka:BootstrapServers", servers)]);
        }

        try
        {
            return builder.Build();
        }
        catch (InvalidDataException exception)
        {
            throw new BatchConfigurationException(file ?? DefaultFile, exception.InnerException?.Message ?? exception.Message);
        }
    }
}
