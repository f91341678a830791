using Confluent.Kafka;

namespace Violations.ProducerIsShared;

public sealed class PeopleEvents(ProducerConfig config)
{
    public async Task SendAllAsync(IReadOnlyDictionary<string, string> people, CancellationToken ct)
    {
        foreach (var (id, json) in people)
        {
            // BWS4307: connects and authenticates for every person.
            using var producer = new ProducerBuilder<string, string>(config).Build();
            await producer.ProduceAsync("people.ingest.v1", new Message<string, string> { Key = id, Value = json }, ct);
        }
    }
}
