using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace StarWars.Swapi.Endpoint;

/// <summary>A small Star Wars API on a free port of this machine: <c>GET {BaseUrl}/people/?page=N</c>, ten people to a page.</summary>
public sealed class SwapiEndpoint : IDisposable
{
    private const int PageSize = 10;

    private readonly HttpListener _listener;
    private readonly IReadOnlyList<SwapiPerson> _people;
    private readonly ILogger _logger;
    private readonly PageFaults _faults;

    private SwapiEndpoint(HttpListener listener, IReadOnlyList<SwapiPerson> people, ILogger logger, PageFaults faults)
    {
        _listener = listener;
        _people = people;
        _logger = logger;
        _faults = faults;
        BaseUrl = new Uri(listener.Prefixes.Single());
    }

    /// <summary>The address above <c>people/</c>.</summary>
    public Uri BaseUrl { get; }

    private int Pages => Math.Max(1, (_people.Count + PageSize - 1) / PageSize);

    /// <summary>
    /// A person's own address. It is the record's id, so it has to be the same in every run, whichever port the endpoint was given.
    /// </summary>
    /// <param name="number">The person's number, from 1.</param>
    public static string PersonUrl(int number) => string.Create(CultureInfo.InvariantCulture, $"https://swapi.example/api/people/{number}/");

    /// <summary>Starts an endpoint; it serves until it is disposed.</summary>
    /// <param name="people">Whom to serve.</param>
    /// <param name="logger">Is told of every failure that is served.</param>
    /// <param name="faults">Which pages fail.</param>
    public static SwapiEndpoint Start(IReadOnlyList<SwapiPerson> people, ILogger logger, PageFaults faults)
    {
        SwapiEndpoint endpoint = new(Listen(), people, logger, faults);
        logger.LogInformation("Serving {Count} people at {BaseUrl}", people.Count, endpoint.BaseUrl);
        _ = endpoint.ServeAsync();
        return endpoint;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    /// <summary>HttpListener cannot ask for a free port itself, and another process may take the one found: then the next is tried.</summary>
    private static HttpListener Listen()
    {
        for (int attempt = 1; ; attempt++)
        {
            HttpListener listener = new();
            listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://{IPAddress.Loopback}:{FreePort()}/api/"));
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, port: 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                Answer(context.Request, context.Response);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The endpoint was disposed, which ends the loop, or a client went away before its answer, which concerns nobody else.
            }
        }
    }

    private void Answer(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (request.HttpMethod != "GET" || request.Url?.AbsolutePath is not "/api/people/" || !TryPage(request, out int page))
        {
            Send(response, HttpStatusCode.NotFound, """{"detail":"Not found"}"""u8);
        }
        else if (_faults.Strikes(page, Pages))
        {
            _logger.LogInformation("Answering 503 for page {Page}, this once (seed {Seed})", page, _faults.Seed);
            Send(response, HttpStatusCode.ServiceUnavailable, """{"detail":"Service unavailable"}"""u8);
        }
        else
        {
            Send(response, HttpStatusCode.OK, JsonSerializer.SerializeToUtf8Bytes(Page(page), SwapiJson.Default.SwapiPage));
        }
    }

    private bool TryPage(HttpListenerRequest request, out int page) =>
        int.TryParse(request.QueryString["page"] ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out page)
        && page >= 1 && page <= Pages;

    private SwapiPage Page(int page) => new(
        _people.Count,
        Next: page < Pages ? PageUrl(page + 1) : null,
        Previous: page > 1 ? PageUrl(page - 1) : null,
        [.. _people.Skip((page - 1) * PageSize).Take(PageSize)]);

    private string PageUrl(int page) => string.Create(CultureInfo.InvariantCulture, $"{BaseUrl}people/?page={page}");

    private static void Send(HttpListenerResponse response, HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        response.StatusCode = (int)status;
        response.ContentType = "application/json";
        response.ContentLength64 = body.Length;
        response.OutputStream.Write(body);
        response.Close();
    }
}
