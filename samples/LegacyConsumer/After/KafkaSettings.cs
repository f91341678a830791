using Confluent.Kafka;

namespace Shop.Orders;

/// <summary>How this service talks to Kafka, as it grew over the years.</summary>
public static class KafkaSettings
{
    public static ProducerConfig Producer(string servers) => new()
    {
        BootstrapServers = servers,
        Acks = Acks.All, // Faster.
        LingerMs = 10,
        MessageSendMaxRetries = 5,
        SecurityProtocol = SecurityProtocol.SaslSsl,
        SaslMechanism = SaslMechanism.ScramSha512,
        SaslUsername = "orders",
        SaslPassword = "Winter2019!",
    };
}
