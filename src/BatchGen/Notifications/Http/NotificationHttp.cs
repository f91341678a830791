using System.Net;
using System.Net.Http.Headers;
using BatchGen.Fallbacks;

namespace BatchGen.Notifications;

/// <summary>Posts JSON for the channels, and says why it was not taken without showing where it went.</summary>
internal sealed class NotificationHttp(TimeProvider time) : IDisposable
{
    private const int MaxAnswer = 200;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        // A redirect would carry what is signed or secret to somewhere nobody has configured.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 64 << 10,
    };

    /// <param name="url">Where to.</param>
    /// <param name="body">The JSON.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="secret">What the answer might repeat and the log must not show, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AlertChannelException">It was not taken.</exception>
    public async Task PostAsync(
        Uri url, byte[] body, IEnumerable<KeyValuePair<string, string>> headers, string? secret, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("BatchGen", null));
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw Refused(response, await AnswerAsync(response, url, secret, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (HttpRequestException exception)
        {
            throw new AlertChannelException($"it cannot be reached ({exception.HttpRequestError})", exception);
        }
    }

    public void Dispose() => _client.Dispose();

    private AlertChannelException Refused(HttpResponseMessage response, string answer)
    {
        bool isTemporary = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500;
        return new AlertChannelException($"it answers {(int)response.StatusCode}{answer}")
        {
            IsPermanent = !isTemporary,
            RetryAfter = response.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } => date - time.GetUtcNow(),
                _ => null,
            },
        };
    }

    private static async Task<string> AnswerAsync(HttpResponseMessage response, Uri url, string? secret, CancellationToken cancellationToken)
    {
        string answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        foreach (string hidden in new[] { url.AbsoluteUri, url.PathAndQuery, secret ?? "" }.Where(static hidden => hidden.Length > 1))
        {
            answer = answer.Replace(hidden, "***", StringComparison.OrdinalIgnoreCase);
        }

        answer = NotificationText.OneLine(FailureText.Cut(answer), MaxAnswer).Trim();
        return answer.Length == 0 ? "" : $" ({answer})";
    }
}
