using StarWars.Planets.Storage;

namespace StarWars.Planets.Batch;

/// <summary>Writes down who came with which batch of <c>people.ingest.v1</c>: a consumer, started by its topic and by nothing else.</summary>
[BatchJob("people-audit",
    Concurrency = 1,
    Owner = "people-data",
    Escalation = "data-platform-oncall",
    Idempotency = "One line for each batch and record; a record that is delivered again rewrites its line.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
public sealed partial class PeopleAudit(GalaxyDatabase database)
{
    [Load("people.ingest.v1", Group = "people-audit.load", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task WriteAsync(BatchRecord<Person> record, CancellationToken ct) =>
        database.AuditAsync(record.BatchId, record.RecordId, record.Payload, ct);
}
