using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Cli.Prefect;

/// <summary>
/// Sends requests to Prefect's API. Only what reads is sent again when it fails; what changes something is sent once, or once more with
/// a token after the server has refused it for want of one, which it does before anything else.
/// </summary>
internal sealed class PrefectHttp : IDisposable
{
    private const int MaxResponseBytes = 64 * 1024 * 1024;

    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly string _clientId = Guid.NewGuid().ToString();
    private string? _token;
    private volatile bool _hasAnswered;

    public PrefectHttp(PrefectConnection connection, TimeProvider time)
    {
        Api = connection.Api;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            BaseAddress = connection.Api,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxResponseBytes,
        };
        _client.DefaultRequestHeaders.Authorization = connection.Authorization;
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        // Not Prefect's own form: the server draws conclusions from that one.
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("batchgen", null));
    }

    public Uri Api { get; }

    /// <summary>For one request and its answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before a read is sent again.</summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; init; } = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>GET.</summary>
    /// <param name="path">Relative to the API.</param>
    /// <param name="asked">What is asked for, for messages.</param>
    /// <param name="type">The answer's type.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PrefectException">The server does not answer, or refuses.</exception>
    public Task<T> GetAsync<T>(string path, string asked, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        AgainAsync(async () => Read((await SendAsync(HttpMethod.Get, path, null, asked, cancellationToken).ConfigureAwait(false)).Body, asked, type), cancellationToken);

    /// <summary>POST that reads: a filter.</summary>
    public Task<T> QueryAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, string asked, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        AgainAsync(
            async () => Read(
                (await SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body, bodyType), asked, cancellationToken).ConfigureAwait(false)).Body, asked, type),
            cancellationToken);

    /// <summary>POST that changes something.</summary>
    /// <returns>The answer's text and status.</returns>
    public Task<(string Body, HttpStatusCode Status)> ChangeAsync<TBody>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, string asked, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body, bodyType), asked, cancellationToken);

    /// <exception cref="PrefectException">It is not what Prefect answers.</exception>
    public T Read<T>(string body, string asked, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw PrefectErrors.Unreadable(Api, asked, exception);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Nothing is repeated before the server has answered once: an address that is wrong is not worth the wait.</summary>
    private async Task<T> AgainAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (PrefectException exception) when (exception.IsTemporary && _hasAnswered && attempt < RetryDelays.Count)
            {
                await Task.Delay(RetryDelays[attempt], _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<(string Body, HttpStatusCode Status)> SendAsync(
        HttpMethod method, string path, string? body, string asked, CancellationToken cancellationToken)
    {
        (string text, HttpStatusCode status) = await SendOnceAsync(method, path, body, cancellationToken).ConfigureAwait(false);
        if (status == HttpStatusCode.Forbidden && method != HttpMethod.Get && text.Contains("CSRF", StringComparison.OrdinalIgnoreCase))
        {
            await FetchTokenAsync(cancellationToken).ConfigureAwait(false);
            (text, status) = await SendOnceAsync(method, path, body, cancellationToken).ConfigureAwait(false);
        }

        return (int)status is >= 200 and < 300 ? (text, status) : throw PrefectErrors.Refused(Api, asked, status, text);
    }

    private async Task FetchTokenAsync(CancellationToken cancellationToken)
    {
        const string Asked = "a token against forged requests";
        (string text, HttpStatusCode status) = await SendOnceAsync(HttpMethod.Get, $"csrf-token?client={_clientId}", null, cancellationToken).ConfigureAwait(false);
        _token = (int)status is >= 200 and < 300
            ? Read(text, Asked, PrefectJson.Default.CsrfToken).Token
            : throw PrefectErrors.Refused(Api, Asked, status, text);
    }

    private async Task<(string Body, HttpStatusCode Status)> SendOnceAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (_token is { } token && method != HttpMethod.Get)
        {
            request.Headers.Add("Prefect-Csrf-Token", token);
            request.Headers.Add("Prefect-Csrf-Client", _clientId);
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RequestTimeout);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, limit.Token).ConfigureAwait(false);
            string text = await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
            _hasAnswered = true;
            return (text, response.StatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw PrefectErrors.Unreachable(Api, exception);
        }
    }
}
