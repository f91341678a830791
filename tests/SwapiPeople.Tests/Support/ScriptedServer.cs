using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StarWars.Tests;

/// <summary>An HTTP server that says what a test tells it to: one answer to each request, in order, then silence.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly TaskCompletionSource _unanswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TcpClient> _clients = [];

    public ScriptedServer(params IEnumerable<string> bodies)
    {
        _listener.Start();
        BaseUrl = new Uri($"http://{_listener.LocalEndpoint}/api");
        _ = ServeAsync(new Queue<string>(bodies));
    }

    public Uri BaseUrl { get; }

    /// <summary>Complete once a request has come that gets no answer.</summary>
    public Task Unanswered => _unanswered.Task;

    public void Dispose()
    {
        _listener.Dispose();
        _clients.ForEach(client => client.Dispose());
    }

    private async Task ServeAsync(Queue<string> bodies)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            _clients.Add(client);
            StreamReader request = new(client.GetStream(), Encoding.ASCII);
            while (await request.ReadLineAsync() is { Length: > 0 })
            {
            }

            if (!bodies.TryDequeue(out string? body))
            {
                _unanswered.TrySetResult();
                continue;
            }

            byte[] answer = Encoding.UTF8.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
            await client.GetStream().WriteAsync(answer);
            client.Close();
        }
    }
}
