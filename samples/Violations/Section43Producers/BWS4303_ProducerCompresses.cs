using Confluent.Kafka;

namespace Violations.ProducerCompresses;

public static class Producers
{
    // BWS4303: the client does not compress by default.
    public static IProducer<string, string> Create(string servers)
    {
        var settings = new Dictionary<string, string>
        {
            ["bootstrap.servers"] = servers,
            ["enable.idempotence"] = "true",
        };
        return new ProducerBuilder<string, string>(settings).Build();
    }
}
