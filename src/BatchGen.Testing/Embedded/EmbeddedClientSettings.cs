using System.Globalization;

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

    internal static Dictionary<string, string> ForConsumers(EmbeddedKafkaOptions options) => new(StringComparer.Ordinal)
    {
        // The mock answers an idle fetch only after its whole wait, even when records arrive meanwhile.
        ["fetch.wait.max.ms"] = "10",
        ["fetch.error.backoff.ms"] = "20",
        ["session.timeout.ms"] = Milliseconds(options.SessionTimeout),
        ["heartbeat.interval.ms"] = Milliseconds(options.HeartbeatInterval),
    };

    private static string Milliseconds(TimeSpan time) => ((int)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
