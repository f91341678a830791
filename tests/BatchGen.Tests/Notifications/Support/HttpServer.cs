using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace BatchGen.Tests.Notifications;

/// <summary>What a server was sent.</summary>
internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;
}

/// <summary>An HTTP server on loopback that keeps what it is sent and answers as its test wants.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _serving;

    public HttpServer()
    {
        (_listener, Address) = Listen();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public ConcurrentQueue<Received> Received { get; } = new();

    /// <summary>Writes the answer; 200 by default.</summary>
    public Func<HttpListenerResponse, Task> OnRequest { get; set; } = _ => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (int attempt = 1; ; attempt++)
        {
            using TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            HttpListener listener = new();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return (listener, new Uri($"http://127.0.0.1:{port}/"));
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Somebody else was quicker.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
            string body = await reader.ReadToEndAsync();
            Dictionary<string, string> headers = context.Request.Headers.AllKeys.OfType<string>()
                .ToDictionary(name => name, name => context.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
            Received.Enqueue(new Received(context.Request.Url!.AbsolutePath, headers, body));
            await OnRequest(context.Response);
            context.Response.Close();
        }
    }
}
