using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using BatchGen;

namespace StarWars.Batch;

[BatchJob("swapi-people",
    Cron = "0 2 * * *",
    Concurrency = 1,
    Owner = "people-data",
    Idempotency = "Upsert by record_id; a rerun of a batch rewrites the same rows.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
public sealed partial class SwapiPeople(ISwapi swapi, IPeople people)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private IAsyncEnumerable<SwapiPerson> FetchAsync(BatchContext batch, CancellationToken ct) => swapi.PeopleAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Person? Clean(SwapiPerson source) => source.Name is "unknown" ? null : new(source.Url, source.Name);

    [Publish("people.ingest.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Person person, CancellationToken ct);

    [Load("people.ingest.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30, MaxConcurrency = 16)]
    private Task LoadAsync(BatchRecord<Person> record, CancellationToken ct) => people.UpsertAsync(record.Payload, ct);
}

public interface ISwapi
{
    IAsyncEnumerable<SwapiPerson> PeopleAsync(CancellationToken ct);
}

public interface IPeople
{
    Task UpsertAsync(Person person, CancellationToken ct);
}

public sealed record SwapiPerson(string Url, string Name);

public sealed record Person([property: RecordId] string Url, string Name);

// What the serializer's own generator would add, so far as generated jobs see it.
[JsonSerializable(typeof(SwapiPerson))]
[JsonSerializable(typeof(Person))]
internal sealed partial class SwapiJson : JsonSerializerContext
{
    private SwapiJson()
        : base(null)
    {
    }

    public static SwapiJson Default { get; } = new();

    public JsonTypeInfo<SwapiPerson> SwapiPerson => (JsonTypeInfo<SwapiPerson>)GetTypeInfo(typeof(SwapiPerson))!;

    public JsonTypeInfo<Person> Person => (JsonTypeInfo<Person>)GetTypeInfo(typeof(Person))!;

    protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

    public override JsonTypeInfo? GetTypeInfo(System.Type type) => JsonSerializerOptions.Default.GetTypeInfo(type);
}
