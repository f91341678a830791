using StarWars.Planets.Atlas;
using StarWars.Planets.Storage;

namespace StarWars.Planets.Batch;

/// <summary>Takes the planets of an atlas and loads them into a table by way of <c>planets.ingest.v1</c>.</summary>
/// <remarks>
/// Two mistakes, on purpose, which no compiler can see because the other job is in another assembly, <c>SwapiPeople</c>: it is critical and
/// still at work when this one starts, and both load with one consumer group. <c>batchgen check</c> reports them.
/// </remarks>
[BatchJob("planets-ingest",
    Cron = "15 2 * * *",
    Concurrency = 1,
    Critical = true,
    ExpectedMinutes = 10,
    Owner = "planets-data",
    Escalation = "data-platform-oncall",
    Idempotency = "Upsert by record_id; a rerun of a batch rewrites the same rows.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:planets-alerts"])]
public sealed partial class PlanetsIngest(PlanetAtlas atlas, GalaxyDatabase database)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 120, TimeoutSeconds = 60)]
    private IReadOnlyList<AtlasEntry> Read() => atlas.Entries;

    /// <summary>A planet that nobody has measured is left out.</summary>
    [Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]
    private Planet? Measure(AtlasEntry entry) => Planet.From(entry);

    [Publish("planets.ingest.v1", Attempts = 5, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Planet planet, CancellationToken ct);

    [Load("planets.ingest.v1", Group = "swapi-people.load", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task LoadAsync(BatchRecord<Planet> record, CancellationToken ct) => database.UpsertAsync(record.Payload, ct);
}
