using BatchGen;

namespace Violations.SchemaChangeIsCompatible;

// BWS4203: consumers still read FullName.
[BatchJob("people-renamed", Cron = "0 2 * * *", Concurrency = 1, Owner = "people", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
public sealed partial class PeopleRenamed(ISource source)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IAsyncEnumerable<Person> FetchAsync(CancellationToken ct) => source.ReadAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Person Clean(Person person) => person with { Name = person.Name.Trim() };

    [Publish("people.renamed.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Person person, CancellationToken ct);
}

public sealed record Person([property: RecordId] string Url, string Name);

public interface ISource
{
    IAsyncEnumerable<Person> ReadAsync(CancellationToken ct);
}
