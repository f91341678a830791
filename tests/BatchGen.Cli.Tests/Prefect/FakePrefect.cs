using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace BatchGen.Cli.Tests.Prefect;

/// <summary>
/// Prefect's REST API in this process, as strict as the real one: unknown members are refused with 422, pages have at most 200 items,
/// changes may need a token. The semantics of idempotency keys and of <c>schedule</c> are those of its source.
/// </summary>
internal sealed partial class FakePrefect : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<string> _requests = [];

    public FakePrefect()
    {
        int port = FreePort();
        Api = $"http://127.0.0.1:{port}/api";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Api { get; }

    /// <summary>The header <c>Authorization</c> that is asked for; null: none.</summary>
    public string? Authorization { get; init; }

    /// <summary>Whether changes need a token.</summary>
    public bool NeedsToken { get; init; }

    /// <summary>Answers the next requests with this status before it does its work.</summary>
    public Queue<int> Failures { get; } = new();

    /// <summary>What was asked, in its order: <c>POST /logs/filter</c>.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The headers of the last request.</summary>
    public WebHeaderCollection LastHeaders { get; private set; } = [];

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
            string body = await reader.ReadToEndAsync();
            Answer answer;
            lock (_gate)
            {
                string path = context.Request.Url!.AbsolutePath;
                _requests.Add($"{context.Request.HttpMethod} {path.Replace("/api/", "/", StringComparison.Ordinal)}");
                LastHeaders = (WebHeaderCollection)context.Request.Headers;
                answer = AnswerOf(context.Request, path, body);
            }

            byte[] bytes = Encoding.UTF8.GetBytes(answer.Body);
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }

    private Answer AnswerOf(HttpListenerRequest request, string path, string body)
    {
        if (Failures.TryDequeue(out int status))
        {
            return new(status, """{"detail":"not now"}""");
        }

        if (!path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return new(404, """{"detail":"Not Found"}""");
        }

        string route = path["/api".Length..];
        if (Authorization is not null && route != "/health" && request.Headers["Authorization"] != Authorization)
        {
            return new(401, """{"exception_message":"Unauthorized"}""");
        }

        if (NeedsToken && request.HttpMethod != "GET"
            && (request.Headers["Prefect-Csrf-Token"] != "t0ken" || request.Headers["Prefect-Csrf-Client"] is null or ""))
        {
            return new(403, """{"detail":"Missing CSRF token."}""");
        }

        try
        {
            JsonNode? json = body.Length == 0 ? null : JsonNode.Parse(body);
            return Route(request.HttpMethod, route, json, request.QueryString);
        }
        catch (Unprocessable exception)
        {
            return new(422, $$$"""{"exception_message":"Invalid request received.","exception_detail":[{"loc":["body","{{{exception.Message}}}"],"msg":"Extra inputs are not permitted"}],"request_body":{"secret":"hunter2"}}""");
        }
    }

    /// <summary>Refuses what the real schema does not have.</summary>
    private static JsonObject Strict(JsonNode? node, params ReadOnlySpan<string> members)
    {
        JsonObject value = node as JsonObject ?? throw new Unprocessable("body");
        foreach ((string name, JsonNode? _) in value)
        {
            if (!members.Contains(name))
            {
                throw new Unprocessable(name);
            }
        }

        return value;
    }

    private sealed record Answer(int Status, string Body);

    private sealed class Unprocessable(string member) : Exception(member);
}
