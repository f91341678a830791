using BatchGen.Configuration;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// How this process reaches its cluster: the configuration's, or an embedded broker's. Set once, before the first client is built.
/// </summary>
internal sealed class KafkaConnection(BatchOptions options)
{
    private KafkaOptions _kafka = options.Kafka;
    private IReadOnlyDictionary<string, string> _consumerSettings = new Dictionary<string, string>();

    /// <summary>Whether the configuration names a cluster, or an embedded broker was started.</summary>
    public bool IsConfigured => _kafka.BootstrapServers is not null;

    /// <summary>The brokers, for people.</summary>
    public string BootstrapServers => _kafka.BootstrapServers ?? throw Missing();

    /// <summary>Uses a broker that was started in this process; what the configuration sets beside the servers still holds.</summary>
    public void Use(IEmbeddedBroker broker)
    {
        Dictionary<string, string> settings = new(broker.ClientSettings, StringComparer.Ordinal);
        foreach ((string key, string value) in _kafka.Settings)
        {
            settings[key] = value;
        }

        _kafka = new KafkaOptions { BootstrapServers = broker.BootstrapServers, Settings = settings };
        _consumerSettings = broker.ConsumerSettings;
    }

    /// <summary>Adds the connection to a producer's policy.</summary>
    /// <exception cref="BatchConfigurationException">No cluster is named.</exception>
    public ProducerConfig Complete(ProducerConfig policy) =>
        IsConfigured ? _kafka.ApplyTo(new ProducerConfig(Copy(policy))) : throw Missing();

    /// <summary>Adds the connection to a consumer's policy.</summary>
    /// <exception cref="BatchConfigurationException">No cluster is named.</exception>
    public ConsumerConfig Complete(ConsumerConfig policy)
    {
        ConsumerConfig config = IsConfigured ? _kafka.ApplyTo(new ConsumerConfig(Copy(policy))) : throw Missing();
        foreach ((string key, string value) in _consumerSettings)
        {
            config.Set(key, value);
        }

        if (config.GroupProtocol == GroupProtocol.Consumer)
        {
            // With the new protocol these are the broker's to decide, and the client refuses to start with them.
            config.PartitionAssignmentStrategy = null;
            config.SessionTimeoutMs = null;
            config.HeartbeatIntervalMs = null;
        }

        return config;
    }

    /// <summary>Builds a client; a setting that librdkafka does not know or take is wrong configuration, not a failure of the client.</summary>
    /// <exception cref="BatchConfigurationException">A setting is unknown or its value is wrong.</exception>
    public static T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new BatchConfigurationException("Batch:Kafka", exception.Message);
        }
    }

    private static Dictionary<string, string> Copy(ClientConfig policy) => new(policy);

    private static BatchConfigurationException Missing() =>
        new("Batch:Kafka:BootstrapServers", "missing; write host:port of the cluster's brokers, or use the command 'up' with an embedded broker.");
}
