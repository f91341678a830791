using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BatchGen.Flows.Tests;

/// <summary>The sample's source of people on loopback: three people on one page, one of whom has nothing that can be measured.</summary>
internal sealed class PeopleServer : IAsyncDisposable
{
    private readonly Queue<HttpStatusCode> _failures;
    private readonly HttpListener _listener;
    private readonly Task _serving;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="failures">What the first requests get instead.</param>
    public PeopleServer(params HttpStatusCode[] failures)
    {
        _failures = new Queue<HttpStatusCode>(failures);
        (_listener, Address) = Listen();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>Whether requests are kept waiting for ever.</summary>
    public bool Holds { get; init; }

    /// <summary>Ends when the first request has come.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

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
            Uri address = new($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            HttpListener listener = new();
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
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

            _asked.TrySetResult();
            if (!Holds)
            {
                await AnswerAsync(context.Response);
            }
        }
    }

    private async Task AnswerAsync(HttpListenerResponse response)
    {
        if (_failures.TryDequeue(out HttpStatusCode failure))
        {
            response.StatusCode = (int)failure;
        }
        else
        {
            response.ContentType = "application/json";
            await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Page));
        }

        response.Close();
    }

    private static string Page =>
        $$"""
        { "count": 3, "next": null, "previous": null, "results": [{{Person(1, "Luke Skywalker", "172")}}, {{Person(2, "Nobody", "unknown")}}, {{Person(3, "Leia Organa", "150")}}] }
        """;

    private static string Person(int number, string name, string height) =>
        $$"""
        { "url": "https://swapi.example/api/people/{{number}}/", "name": "{{name}}", "height": "{{height}}", "mass": "unknown", "hair_color": "n/a", "skin_color": "fair",
          "eye_color": "blue", "birth_year": "unknown", "gender": "n/a", "homeworld": "unknown" }
        """;
}
