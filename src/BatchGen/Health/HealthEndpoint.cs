using System.Net;
using BatchGen.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace BatchGen.Health;

/// <summary>
/// Answers <c>/health/live</c> (is it worth waiting, or is the process to be started again) and <c>/health/ready</c> (does every consumer
/// get on) with JSON and 200 or 503. Requests are answered one after the other by one task, which owns the listener.
/// </summary>
internal sealed partial class HealthEndpoint : IAsyncDisposable
{
    private readonly ConsumersHealth _health;
    private readonly ILogger _logger;
    private readonly HttpListener _listener = new();
    private readonly Task _answering;

    private HealthEndpoint(ConsumersHealth health, HealthOptions options, ILogger logger)
    {
        _health = health;
        _logger = logger;
        string host = options.Host.Contains(':', StringComparison.Ordinal) ? $"[{options.Host}]" : options.Host;
        _listener.Prefixes.Add($"http://{host}:{options.Port}/");
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException exception)
        {
            throw new BatchConfigurationException(
                "Batch:Health:Port", $"{options.Host}:{options.Port} cannot be listened on ({exception.Message}); choose a free port, or another Batch:Health:Host.");
        }

        _answering = Task.Run(AnswerAsync);
        LogListening(_logger, options.Host, options.Port!.Value);
    }

    /// <summary>Starts the endpoint, where the configuration names its port.</summary>
    /// <exception cref="BatchConfigurationException">The address cannot be used.</exception>
    public static HealthEndpoint? Start(ConsumersHealth health, HealthOptions options, ILogger logger) =>
        options.Port is null ? null : new HealthEndpoint(health, options, logger);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext request = await _listener.GetContextAsync().ConfigureAwait(false);
                await AnswerAsync(request.Request, request.Response).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The one who asked has gone, or the endpoint has been closed.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        HealthAnswer answer = HealthAnswer.Of(_health.Check());
        bool? isGood = request.Url?.AbsolutePath.TrimEnd('/') switch
        {
            "/health/live" => answer.Consumers.All(consumer => consumer.IsAlive),
            "/health/ready" => answer.Status != HealthStatus.Unhealthy,
            _ => null,
        };
        response.StatusCode = isGood switch { true => 200, false => 503, null => 404 };
        response.ContentType = "application/json";
        byte[] body = isGood is null ? """{"error":"ask for /health/live or /health/ready"}"""u8.ToArray() : answer.ToJson();
        response.ContentLength64 = body.Length;
        await response.OutputStream.WriteAsync(body).ConfigureAwait(false);
        response.Close();
    }

    [LoggerMessage(160, LogLevel.Information, "Health is told at http://{Host}:{Port}/health/live and /health/ready")]
    private static partial void LogListening(ILogger logger, string host, int port);
}
