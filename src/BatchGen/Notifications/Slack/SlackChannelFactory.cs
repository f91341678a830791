using System.Text.Json;
using BatchGen.Configuration;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Notifications;

/// <summary>Opens <c>slack:NAME</c>, an incoming webhook whose URL is <c>Batch:Notify:slack:NAME:Url</c>.</summary>
internal sealed class SlackChannelFactory : IAlertChannelFactory
{
    private readonly Dictionary<string, Uri> _urls = new(StringComparer.OrdinalIgnoreCase);
    private readonly NotificationHttp _http;

    /// <exception cref="BatchConfigurationException">A key is unknown or its value is wrong.</exception>
    public SlackChannelFactory(IConfiguration configuration, NotificationHttp http)
    {
        _http = http;
        foreach ((string name, ConfigurationReader reader) in NamedChannels.Read(configuration, Scheme))
        {
            _urls.Add(name, NotifyUrl.Read(reader, "Url") ?? throw reader.Wrong("Url", "missing; write the incoming webhook's URL."));
            reader.RefuseUnknownKeys();
        }
    }

    public string Scheme => "slack";

    public IAlertChannel Open(string name) => _urls.TryGetValue(name, out Uri? url)
        ? new SlackChannel(url, _http)
        : throw NamedChannels.Missing(Scheme, name, "Url", "to the URL of an incoming webhook");
}

/// <summary>One incoming webhook.</summary>
internal sealed class SlackChannel(Uri url, NotificationHttp http) : IAlertChannel
{
    public Task SendAsync(AlertNotification notification, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(SlackFormat.MessageOf(notification), NotificationJson.Default.SlackMessage);
        return http.PostAsync(url, body, [], secret: null, cancellationToken);
    }
}
