using Confluent.Kafka;

namespace Violations.ProducerLingersAtMostTen;

public static class Producers
{
    public static void Tune(ProducerConfig config)
    {
        config.BatchSize = 1_000_000;

        // BWS4304: half a second in which a record is in the memory of this process only.
        config.LingerMs = 500;
    }
}
