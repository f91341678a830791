using Confluent.Kafka;

namespace Violations.DeliveryResultIsObserved;

public sealed class PeopleEvents(IProducer<string, string> producer)
{
    public void SendAll(IReadOnlyDictionary<string, string> people)
    {
        foreach (var (id, json) in people)
        {
            // BWS4306: a record that is too large is gone, and nobody is told.
            producer.Produce("people.ingest.v1", new Message<string, string> { Key = id, Value = json });
        }

        producer.Flush(TimeSpan.FromSeconds(30));
    }
}
