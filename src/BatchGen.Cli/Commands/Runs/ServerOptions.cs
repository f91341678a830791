using System.CommandLine;
using BatchGen.Cli.Prefect;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>How a command learns where Prefect is: <c>PREFECT_API_URL</c> or <c>--prefect</c>; credentials only from the environment.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> _url = new("--prefect")
    {
        Description = "The address of Prefect's API, for example http://localhost:4200/api. Default: PREFECT_API_URL. Credentials are taken from "
            + "PREFECT_API_AUTH_STRING (user:password of a server) or PREFECT_API_KEY (Prefect Cloud).",
        HelpName = "url",
    };

    public void AddTo(Command command) => command.Add(_url);

    /// <exception cref="BatchConfigurationException">There is no address, or it is none.</exception>
    public PrefectClient Open(ParseResult result) =>
        new(PrefectConnection.Read(result.GetValue(_url), Environment.GetEnvironmentVariable), TimeProvider.System);
}
