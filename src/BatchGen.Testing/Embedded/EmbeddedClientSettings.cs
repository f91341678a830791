using System.Globalization;
using Confluent.Kafka;

namespace BatchGen.Testing;

/// <summary>What librdkafka's defaults, made for a network and a busy cluster, cost needlessly on a broker in the same process.</summary>
internal static class EmbeddedClientSettings
{
    internal static Dictionary<string, string> ForEveryClient() => new(StringComparer.Ordinal)
    {
        // The listeners are on 127.0.0.1; trying ::1 first only adds a refused connection.
        ["broker.address.family"] = "v4",
        // After an injected outage a client should be back at once, not after its back-off of up to 10 s.
        ["reconnect.backoff.ms"] = "20",
        ["reconnect.backoff.max.ms"] = "200",
        ["retry.backoff.ms"] = "20",
        ["retry.backoff.max.ms"] = "200",
        ["topic.metadata.refresh.fast.interval.ms"] = "20",
    };

    internal static Dictionary<string, string> ForConsumers(EmbeddedKafkaOptions options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // The mock answers an idle fetch only after its whole wait, even when records arrive meanwhile.
            ["fetch.wait.max.ms"] = "10",
            ["fetch.error.backoff.ms"] = "20",
        };
        if (options.GroupProtocol == GroupProtocol.Consumer)
        {
            // The broker decides the other two in this protocol, and the client refuses to be told.
            settings["group.protocol"] = "consumer";
        }
        else
        {
            settings["group.protocol"] = "classic";
            settings["session.timeout.ms"] = Milliseconds(options.SessionTimeout);
            settings["heartbeat.interval.ms"] = Milliseconds(options.HeartbeatInterval);
        }

        return settings;
    }

    private static string Milliseconds(TimeSpan time) => ((int)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
