using BatchGen;

namespace Violations.JobDeclaresEveryStage;

// BWS1201: people are fetched and cleaned every night, and go nowhere.
[BatchJob("people-ingest", Cron = "0 2 * * *", Concurrency = 1, Owner = "people", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
public sealed partial class PeopleIngest(IDirectory directory)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private IAsyncEnumerable<Person> FetchAsync(CancellationToken ct) => directory.PeopleAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Person? Clean(Person person) => person.Name == "unknown" ? null : person;
}

public sealed record Person([property: RecordId] string Url, string Name);

public interface IDirectory
{
    IAsyncEnumerable<Person> PeopleAsync(CancellationToken ct);
}
