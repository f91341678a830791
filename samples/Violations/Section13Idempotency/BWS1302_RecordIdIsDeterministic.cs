using BatchGen;

namespace Violations.RecordIdIsDeterministic;

[BatchJob("record-id-is-deterministic", Cron = "0 2 * * *", Concurrency = 1, Owner = "people", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
public sealed partial class PeopleIngest
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private static IEnumerable<Person> Fetch()
    {
        foreach (string line in File.ReadLines("/data/people.txt"))
        {
            // BWS1302: a rerun reads the same lines, and publishes all people again under new ids.
            yield return new Person(Guid.NewGuid().ToString(), line);
        }
    }

    [Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]
    private static Person Clean(Person person) => person with { Name = person.Name.Trim() };

    [Publish("people.ingest.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Person person, CancellationToken ct);
}

public sealed record Person([property: RecordId] string Id, string Name);
