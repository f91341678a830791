using System.Net;
using System.Net.Sockets;

namespace BatchGen.EndToEnd.Support;

/// <summary>A server that takes requests and never answers.</summary>
internal sealed class StalledServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private TcpClient? _client;

    public StalledServer()
    {
        _listener.Start();
        BaseUrl = $"http://{_listener.LocalEndpoint}/api";
        Asked = AcceptAsync();
    }

    public string BaseUrl { get; }

    /// <summary>Complete when somebody has connected.</summary>
    public Task Asked { get; }

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
    }

    private async Task AcceptAsync() => _client = await _listener.AcceptTcpClientAsync();
}
