using Microsoft.Extensions.Logging;
using StarWars.Storage;
using StarWars.Swapi;

namespace StarWars.Batch;

/// <summary>Takes the people of a Star Wars API, cleans them, and loads them into a table by way of <c>people.ingest.v1</c>.</summary>
[BatchJob("swapi-people",
    Cron = "0 2 * * *",
    Concurrency = 1,
    Critical = true,
    ExpectedMinutes = 20,
    Owner = "people-data",
    Escalation = "data-platform-oncall",
    Idempotency = "Upsert by record_id; a rerun of a batch rewrites the same rows.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
public sealed partial class SwapiPeople(SwapiClient swapi, PeopleTable table)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private IAsyncEnumerable<SwapiPerson> FetchAsync(BatchContext batch, CancellationToken ct) => swapi.PeopleAsync(ct);

    /// <summary>Turns text into values; a person of whom nothing can be measured is left out, with a warning.</summary>
    [Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]
    public Person? Clean(SwapiPerson source, BatchContext batch)
    {
        Person person = Person.From(source);

        if (!person.IsMeasurable)
        {
            batch.Logger.LogWarning("Left out {Name} ({RecordId}): unknown {Unknown}", person.Name, person.Url, person.Unknown);
            return null;
        }

        return person;
    }

    [Publish("people.ingest.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Person person, CancellationToken ct);

    [Load("people.ingest.v1", Group = "swapi-people.load", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30,
        TimeoutSeconds = 30, MaxConcurrency = 16)]
    private Task LoadAsync(BatchRecord<Person> record, CancellationToken ct) => table.UpsertAsync(record.Payload, ct);
}
