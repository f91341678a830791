using Confluent.Kafka;

namespace Violations.ProducerAcksAll;

public static class Producers
{
    public static IProducer<string, string> Create(string servers) =>
        new ProducerBuilder<string, string>(new ProducerConfig
        {
            BootstrapServers = servers,
            EnableIdempotence = true,
            CompressionType = Confluent.Kafka.CompressionType.Zstd,

            // BWS4301: a record that only the leader has is lost with the leader.
            Acks = Acks.Leader,
        }).Build();
}
