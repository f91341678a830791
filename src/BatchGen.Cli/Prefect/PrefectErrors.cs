using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BatchGen.Cli.Output;

namespace BatchGen.Cli.Prefect;

/// <summary>Turns refusals of Prefect's API, and silence, into messages that say what to do.</summary>
internal static class PrefectErrors
{
    private const int DetailLength = 600;

    /// <summary>No answer came.</summary>
    public static PrefectException Unreachable(Uri api, Exception exception)
    {
        string reason = exception switch
        {
            HttpRequestException { InnerException: SocketException socket } => socket.Message,
            OperationCanceledException or TimeoutException => "it did not answer in time",
            _ => exception.Message,
        };
        return new PrefectException(
            $"Prefect at {api} cannot be reached: {PlainText.Line(reason, DetailLength)}. Check {PrefectConnection.UrlVariable}, and that the server runs (prefect server start).",
            ExitCodes.TemporaryFailure, inner: exception);
    }

    /// <summary>The answer is no success.</summary>
    public static PrefectException Refused(Uri api, string asked, HttpStatusCode status, string body)
    {
        string said = DetailOf(body) is { Length: > 0 } detail ? $": {detail.TrimEnd('.')}" : "";
        string what = $"Prefect at {api} refuses {asked} ({(int)status}){said}.";
        (string remedy, int code) = (int)status switch
        {
            401 => (
                $"Set {PrefectConnection.AuthStringVariable} to user:password of a server, or {PrefectConnection.KeyVariable} to a key of Prefect Cloud.",
                ExitCodes.NoPermission),
            403 => ("The user or key may not do this; ask for the permission, or use another.", ExitCodes.NoPermission),
            404 => ($"If nothing at all is found, {PrefectConnection.UrlVariable} may lack its end /api.", ExitCodes.NoInput),
            409 => ("The parameters do not fit the deployment's flow; correct them, or deploy the flow again.", ExitCodes.DataError),
            422 => ("The server does not take the request as it is; it may be older than 3.6.5.", ExitCodes.DataError),
            429 or >= 500 => ("Try again later; the server's log says more.", ExitCodes.TemporaryFailure),
            >= 300 and < 400 => ($"The server answers from another address; set {PrefectConnection.UrlVariable} to it.", ExitCodes.Configuration),
            _ => ("", ExitCodes.DataError),
        };
        return new PrefectException($"{what} {remedy}".TrimEnd(), code, status);
    }

    /// <summary>The answer is a success, but not one of Prefect.</summary>
    public static PrefectException Unreadable(Uri api, string asked, JsonException exception) => new(
        $"What {api} answers to {asked} is not what Prefect answers. {PrefectConnection.UrlVariable} has to be the address of the API, with /api at its end, not that of the pages.",
        ExitCodes.DataError, inner: exception);

    /// <summary>What the server says in its two forms: <c>detail</c>, or the list of fields that do not fit. The request, which it repeats, is left out.</summary>
    private static string DetailOf(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return "";
            }

            if (root.TryGetProperty("exception_detail", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array)
            {
                return PlainText.Line(string.Join("; ", fields.EnumerateArray().Select(FieldOf)), DetailLength);
            }

            return root.TryGetProperty("detail", out JsonElement detail) || root.TryGetProperty("exception_message", out detail)
                ? PlainText.Line(detail.ValueKind == JsonValueKind.String ? detail.GetString() : detail.GetRawText(), DetailLength)
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string FieldOf(JsonElement field)
    {
        string place = field.TryGetProperty("loc", out JsonElement loc) && loc.ValueKind == JsonValueKind.Array
            ? string.Join('.', loc.EnumerateArray().Select(static part => part.ToString()))
            : "";
        return $"{place} {(field.TryGetProperty("msg", out JsonElement message) ? message.ToString() : "")}".Trim();
    }
}
