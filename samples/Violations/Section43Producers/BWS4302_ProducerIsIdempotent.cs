using Confluent.Kafka;

namespace Violations.ProducerIsIdempotent;

public static class Producers
{
    // BWS4302: says nothing about idempotence, and the client's default is off.
    public static IProducer<string, string> Create(string servers) =>
        new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = servers, CompressionType = Confluent.Kafka.CompressionType.Snappy }).Build();
}
