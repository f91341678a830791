using BatchGen;
using Confluent.Kafka;

namespace Violations.TopicNameFollowsPattern;

[BatchJob("people-export", Concurrency = 1, Owner = "people", Idempotency = "Writes one file per person.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
public sealed partial class PeopleExport(IFiles files)
{
    // BWS4101: upper case, hyphens and no version; "People-Export" and "people.export.v1" are two topics.
    [Load("People-Export", Group = "people-export.load", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task WriteAsync(BatchRecord<Person> record, CancellationToken ct) => files.WriteAsync(record.Payload, ct);
}

public sealed class PeopleEvents(IProducer<string, string> producer)
{
    // BWS4101, in code that is no job's.
    public Task SendAsync(string id, string json) =>
        producer.ProduceAsync("people_changed", new Message<string, string> { Key = id, Value = json });
}

public sealed record Person([property: RecordId] string Url, string Name);

public interface IFiles
{
    Task WriteAsync(Person person, CancellationToken ct);
}
