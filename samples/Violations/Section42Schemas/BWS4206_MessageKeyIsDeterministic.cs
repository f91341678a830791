using Confluent.Kafka;

namespace Violations.MessageKeyIsDeterministic;

public sealed class PeopleSender(IProducer<string, string> producer)
{
    public async Task SendAsync(string json, CancellationToken ct)
    {
        // BWS4206: two versions of one person go to any two partitions, and may be read in the wrong order.
        await producer.ProduceAsync("people.ingest.v1", new Message<string, string> { Value = json }, ct);
        await producer.ProduceAsync("people.ingest.v1", new Message<string, string> { Key = Guid.NewGuid().ToString(), Value = json }, ct);
    }
}
