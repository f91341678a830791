using BatchGen;

namespace Violations.PayloadDeclaresRecordId;

[BatchJob("people-load", Concurrency = 1, Owner = "people", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
public sealed partial class PeopleLoad(ITable table)
{
    // BWS1301: nothing tells a retried person from a new one.
    [Load("people.ingest.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task InsertAsync(BatchRecord<Person> record, CancellationToken ct) => table.InsertAsync(record.Payload, ct);
}

public sealed record Person(string Url, string Name);

public interface ITable
{
    Task InsertAsync(Person person, CancellationToken ct);
}
