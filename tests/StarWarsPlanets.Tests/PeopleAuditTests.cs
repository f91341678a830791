using BatchGen.Testing;
using Confluent.Kafka;
using StarWars.Planets.Batch;
using StarWars.Planets.Storage;

namespace StarWars.Planets.Tests;

public sealed class PeopleAuditTests
{
    private const string Topic = "people.ingest.v1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_are_written_down_once_for_each_batch_as_the_other_project_publishes_them()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("audit-");
        await using (EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: Cancellation))
        await using (BatchTestHost<PeopleAudit> app = await BatchTestHost.StartAsync<PeopleAudit>(
            kafka,
            services => services.AddSingleton<GalaxyDatabase>(),
            new BatchTestHostOptions { Settings = new Dictionary<string, string?> { ["Galaxy:Database"] = Path.Combine(folder.FullName, "galaxy.db") } },
            Cancellation))
        {
            await ProduceAsync(kafka, "01a0273f-fca0-7d91-82e8-c51e5af34dcb");
            await ProduceAsync(kafka, "01a0273f-fca0-7d91-82e8-c51e5af34dcb");
            await ProduceAsync(kafka, "01a0273f-fca0-7d91-82e8-c51e5af34dcc");
            await app.Processed(3, Cancellation);

            Assert.Equal(2, app.Services.GetRequiredService<GalaxyDatabase>().Count("audit"));
            kafka.Topic(Topic + ".dlq").ShouldBeEmpty();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Writes a record as SwapiPeople does, with the fields that the audit does not read.</summary>
    private static async Task ProduceAsync(EmbeddedKafka kafka, string batchId)
    {
        ProducerConfig config = new(new Dictionary<string, string>(kafka.ClientSettings)) { BootstrapServers = kafka.BootstrapServers, Acks = Acks.All };
        using IProducer<string, string> producer = new ProducerBuilder<string, string>(config).SetLogHandler(static (_, _) => { }).Build();
        string value =
            $$"""
            {
              "batch_id": "{{batchId}}", "record_id": "people/1", "ingested_at": "2026-08-22T02:15:03.120Z",
              "payload": {
                "url": "people/1", "name": "Luke Skywalker", "height": 172, "mass": 77, "birth_year": -19, "gender": "male", "hair_color": "blond",
                "skin_color": "fair", "eye_color": "blue", "homeworld": "planets/tatooine", "unknown": []
              }
            }
            """;
        await producer.ProduceAsync(Topic, new Message<string, string> { Key = "people/1", Value = value }, Cancellation);
    }
}
