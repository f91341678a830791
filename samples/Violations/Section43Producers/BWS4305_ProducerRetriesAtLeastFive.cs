using Confluent.Kafka;

namespace Violations.ProducerRetriesAtLeastFive;

public static class Producers
{
    public static void Tune(ProducerConfig config)
    {
        // BWS4305: when a broker is restarted, two retries are over before there is a new leader.
        config.Set("retries", "2");
    }
}
