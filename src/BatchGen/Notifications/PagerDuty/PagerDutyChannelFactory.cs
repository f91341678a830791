using BatchGen.Configuration;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Notifications;

/// <summary>
/// Opens <c>pagerduty:NAME</c>, an integration of the Events API v2 whose key is <c>Batch:Notify:pagerduty:NAME:RoutingKey</c>; <c>Url</c>
/// replaces the address of the service region US.
/// </summary>
internal sealed class PagerDutyChannelFactory : IAlertChannelFactory
{
    private static readonly Uri Default = new("https://events.pagerduty.com/v2/enqueue");
    private readonly Dictionary<string, (Uri Url, string RoutingKey)> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly NotificationHttp _http;

    /// <exception cref="BatchConfigurationException">A key is unknown or its value is wrong.</exception>
    public PagerDutyChannelFactory(IConfiguration configuration, NotificationHttp http)
    {
        _http = http;
        foreach ((string name, ConfigurationReader reader) in NamedChannels.Read(configuration, Scheme))
        {
            string key = reader.Text("RoutingKey") ?? throw reader.Wrong("RoutingKey", "missing; write the integration key of a service (Events API v2).");
            if (key.Length != 32 || !key.All(char.IsAsciiLetterOrDigit))
            {
                throw reader.Wrong("RoutingKey", "is not an integration key: those have 32 letters and digits.");
            }

            _services.Add(name, (NotifyUrl.Read(reader, "Url") ?? Default, key));
            reader.RefuseUnknownKeys();
        }
    }

    public string Scheme => "pagerduty";

    public IAlertChannel Open(string name) => _services.TryGetValue(name, out (Uri Url, string RoutingKey) service)
        ? new PagerDutyChannel(service.Url, service.RoutingKey, _http)
        : throw NamedChannels.Missing(Scheme, name, "RoutingKey", "to the integration key of a service (Events API v2)");
}
