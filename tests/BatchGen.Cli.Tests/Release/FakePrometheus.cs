using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BatchGen.Cli.Tests.Prefect;

namespace BatchGen.Cli.Tests.Release;

/// <summary>Prometheus' answer to <c>/api/v1/series</c>, for the selectors that the tool sends.</summary>
internal sealed class FakePrometheus : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _job;
    private readonly string[] _metrics;

    public FakePrometheus(string job, params string[] metrics)
    {
        _job = job;
        _metrics = metrics;
        Address = new Uri($"http://127.0.0.1:{FakePrefect.FreePort()}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
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

            string[] selectors = context.Request.QueryString.GetValues("match[]") ?? [];
            bool isKnown = context.Request.Url!.AbsolutePath == "/api/v1/series" && context.Request.QueryString["start"] is not null
                && selectors.Contains($$"""{__name__=~"batchgen_.+",exported_job="{{_job}}"}""");
            JsonArray series = [.. _metrics.Select(name => new JsonObject { ["__name__"] = name, ["exported_job"] = _job })];
            context.Response.StatusCode = isKnown ? 200 : 400;
            await context.Response.OutputStream.WriteAsync(
                Encoding.UTF8.GetBytes(new JsonObject { ["status"] = isKnown ? "success" : "error", ["data"] = series }.ToJsonString()));
            context.Response.Close();
        }
    }
}
