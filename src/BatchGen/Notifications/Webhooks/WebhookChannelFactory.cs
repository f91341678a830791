using BatchGen.Configuration;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Notifications;

/// <summary>
/// Opens <c>webhook:NAME</c>: <c>Batch:Notify:webhook:NAME</c> has its <c>Url</c>, and may have <c>Headers</c> and a <c>Secret</c> to sign with.
/// </summary>
internal sealed class WebhookChannelFactory : IAlertChannelFactory
{
    private const string SecretPrefix = "whsec_";
    private readonly Dictionary<string, IAlertChannel> _channels = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="BatchConfigurationException">A key is unknown or its value is wrong.</exception>
    public WebhookChannelFactory(IConfiguration configuration, NotificationHttp http, TimeProvider time)
    {
        foreach ((string name, ConfigurationReader reader) in NamedChannels.Read(configuration, Scheme))
        {
            Uri url = NotifyUrl.Read(reader, "Url") ?? throw reader.Wrong("Url", "missing; write where to post to.");
            _channels.Add(name, new WebhookChannel(url, HeadersOf(reader), SecretOf(reader), http, time));
            reader.RefuseUnknownKeys();
        }
    }

    public string Scheme => "webhook";

    public IAlertChannel Open(string name) => _channels.TryGetValue(name, out IAlertChannel? channel)
        ? channel
        : throw NamedChannels.Missing(Scheme, name, "Url", "to where to post to");

    private static Dictionary<string, string> HeadersOf(ConfigurationReader reader)
    {
        Dictionary<string, string> headers = reader.Map("Headers");
        foreach ((string name, string value) in headers)
        {
            using HttpRequestMessage request = new();
            bool isOurs = name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase);
            if (isOurs || value.Any(char.IsControl) || !IsToken(name) || !request.Headers.TryAddWithoutValidation(name, value))
            {
                throw reader.Wrong($"Headers:{name}", "is not a header that can be set: its name is no token, belongs to the body or begins with webhook-, or its value has control characters.");
            }
        }

        return headers;
    }

    private static bool IsToken(string name) => name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    private static byte[]? SecretOf(ConfigurationReader reader)
    {
        if (reader.Text("Secret") is not { } text)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[64];
        string base64 = text.StartsWith(SecretPrefix, StringComparison.Ordinal) ? text[SecretPrefix.Length..] : text;
        return Convert.TryFromBase64String(base64, bytes, out int length) && length >= 24
            ? bytes[..length].ToArray()
            : throw reader.Wrong("Secret", "is not 24 to 64 bytes in base64, as 'openssl rand -base64 32' makes them; whsec_ may stand before them.");
    }
}
