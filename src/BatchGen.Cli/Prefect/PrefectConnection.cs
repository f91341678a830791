using System.Net.Http.Headers;
using System.Text;

namespace BatchGen.Cli.Prefect;

/// <summary>
/// Where Prefect's API is and how a caller proves who it is: the variables that Prefect's own command line reads. No record, because
/// the text of a record would show the secret.
/// </summary>
internal sealed class PrefectConnection
{
    public const string UrlVariable = "PREFECT_API_URL";
    public const string KeyVariable = "PREFECT_API_KEY";
    public const string AuthStringVariable = "PREFECT_API_AUTH_STRING";

    private PrefectConnection(Uri api, AuthenticationHeaderValue? authorization)
    {
        Api = api;
        Authorization = authorization;
    }

    /// <summary>The address with a final slash, so that paths are relative to it; without a user or password.</summary>
    public Uri Api { get; }

    /// <summary>The header <c>Authorization</c>; null for a server that asks for none. Never to be shown.</summary>
    public AuthenticationHeaderValue? Authorization { get; }

    /// <summary>Reads the connection.</summary>
    /// <param name="url">The address from the command line, which comes before the variable; or null.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="BatchConfigurationException">There is no address, or it is none.</exception>
    public static PrefectConnection Read(string? url, Func<string, string?> environment)
    {
        string source = string.IsNullOrWhiteSpace(url) ? UrlVariable : "--prefect";
        string text = (string.IsNullOrWhiteSpace(url) ? environment(UrlVariable) : url)?.Trim() ?? "";
        if (text.Length == 0)
        {
            throw new BatchConfigurationException(
                UrlVariable, "missing. Set it to the address of Prefect's API, for example http://localhost:4200/api, or give --prefect URL.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? api) || api.Scheme is not ("http" or "https"))
        {
            // The text is not repeated: what is no address may be a key that was put into the wrong variable.
            throw new BatchConfigurationException(source, "is no http or https address. Write for example http://localhost:4200/api.");
        }

        if (api.UserInfo.Length > 0)
        {
            throw new BatchConfigurationException(source, $"has a user and password in it. Set {AuthStringVariable} to user:password instead.");
        }

        return api.Query.Length > 0 || api.Fragment.Length > 0
            ? throw new BatchConfigurationException(source, "has a query or a fragment; write the address up to /api.")
            : new PrefectConnection(new Uri(api.AbsoluteUri.TrimEnd('/') + "/"), AuthorizationOf(environment));
    }

    /// <summary>A key is Prefect Cloud's, an auth string a server's own; Prefect's client takes the key where both are set.</summary>
    private static AuthenticationHeaderValue? AuthorizationOf(Func<string, string?> environment) =>
        environment(KeyVariable)?.Trim() is { Length: > 0 } key ? new AuthenticationHeaderValue("Bearer", key)
        : environment(AuthStringVariable) is { Length: > 0 } user ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)))
        : null;
}
