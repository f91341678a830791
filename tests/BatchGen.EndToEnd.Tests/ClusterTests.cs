using System.Text;
using System.Text.Json;
using BatchGen.EndToEnd.Support;
using BatchGen.Testing;
using Confluent.Kafka;
using Xunit;

namespace BatchGen.EndToEnd;

/// <summary>The same executable against a cluster that lives elsewhere, by configuration only.</summary>
public sealed class ClusterTests
{
    private const string Topic = "people.ingest.v1";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Run_publishes_and_consume_loads_until_it_is_asked_to_stop()
    {
        await using EmbeddedKafka kafka = await StartAsync();
        using SampleApp sample = Connect(kafka);
        CancellationToken limit = Limit.After(Soon);

        (int code, _, string error) = await sample.RunAsync(limit, "run", "swapi-people");
        Assert.True(code == 0, error);
        int published = (await kafka.Topic(Topic).ReadAsync(limit)).Count;
        using Child consumer = sample.Start("consume", "--json");
        await Limit.UntilAsync(() => sample.People().Count == published, limit);
        consumer.Terminate();

        Assert.True(await consumer.EndAsync(limit) == 0, consumer.Error);
        using JsonDocument summary = JsonDocument.Parse(consumer.Output);
        Assert.Equal(published, summary.RootElement.GetProperty("consumers")[0].GetProperty("processed").GetInt64());
        Assert.Empty((await kafka.Topic($"{Topic}.dlq").ReadAsync(limit)));
    }

    [Fact]
    public async Task What_a_graceful_stop_has_committed_is_not_read_again()
    {
        await using EmbeddedKafka kafka = await StartAsync();
        using SampleApp sample = Connect(kafka);
        CancellationToken limit = Limit.After(Soon);
        await sample.RunAsync(limit, "run", "swapi-people");
        int published = (await kafka.Topic(Topic).ReadAsync(limit)).Count;
        using (Child first = sample.Start("consume"))
        {
            await Limit.UntilAsync(() => sample.People().Count == published, limit);
            first.Terminate();
            await first.EndAsync(limit);
        }

        await ProduceAsync(kafka, Envelope(Guid.CreateVersion7(), "https://swapi.example/api/people/900/", "New Person"));
        using Child second = sample.Start("consume", "--json");
        await Limit.UntilAsync(() => sample.People().Values.Contains("New Person"), limit);
        second.Terminate();
        await second.EndAsync(limit);

        using JsonDocument summary = JsonDocument.Parse(second.Output);
        Assert.Equal(1, summary.RootElement.GetProperty("consumers")[0].GetProperty("processed").GetInt64());
    }

    [Fact]
    public async Task Unreadable_records_go_to_the_dead_letter_topic_with_the_reason_and_stop_nothing()
    {
        await using EmbeddedKafka kafka = await StartAsync();
        using SampleApp sample = Connect(kafka);
        CancellationToken limit = Limit.After(Soon);
        string good = Envelope(Guid.CreateVersion7(), "https://swapi.example/api/people/901/", "Good Person");
        string[] bad =
        [
            "this is no JSON",
            """{"name":"no envelope"}""",
            Envelope(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "a", "wrong UUID version"),
            good.Replace("\"record_id\":\"https://swapi.example/api/people/901/\",", "", StringComparison.Ordinal),
        ];

        await ProduceAsync(kafka, [.. bad, good]);
        using Child consumer = sample.Start("consume", "--json");
        IReadOnlyList<EmbeddedRecord> letters = await kafka.Topic($"{Topic}.dlq").WaitForAsync(bad.Length, Soon, limit);
        await Limit.UntilAsync(() => sample.People().Values.Contains("Good Person"), limit);
        consumer.Terminate();

        Assert.True(await consumer.EndAsync(limit) == 0, consumer.Error);
        Assert.Equal(bad.Order(StringComparer.Ordinal), letters.Select(letter => letter.ValueText!).Order(StringComparer.Ordinal));
        Assert.All(letters, letter => Assert.Equal("unreadable", letter.HeaderText("batchgen-dlq-failure")));
        Assert.Contains(letters, letter => letter.HeaderText("batchgen-dlq-message")!.Contains("version 1, not 4 or 7", StringComparison.Ordinal));
        Assert.Contains(letters, letter => letter.HeaderText("batchgen-dlq-message")!.Contains("record_id is missing", StringComparison.Ordinal));
        Assert.Contains(letters, letter => letter.HeaderText("batchgen-dlq-message")!.Contains("batch_id is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_stage_processes_and_their_folder_do_what_one_run_does()
    {
        await using EmbeddedKafka kafka = await StartAsync();
        using SampleApp sample = Connect(kafka);
        CancellationToken limit = Limit.After(Soon);
        string batch = Guid.CreateVersion7().ToString();

        foreach (string stage in (string[])["extract", "transform", "publish"])
        {
            (int code, _, string error) = await sample.RunAsync(limit, "stage", "swapi-people", stage, "--batch-id", batch, "--batch-dir", "batch");

            Assert.True(code == 0, error);
            using JsonDocument result = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(sample.Folder, "batch", $"{stage}.result.json"), limit));
            Assert.Equal(batch, result.RootElement.GetProperty("batch_id").GetString());
            Assert.Equal(stage, result.RootElement.GetProperty("task_name").GetString());
            Assert.True(result.RootElement.GetProperty("records_processed").GetInt64() > 0);
        }

        IReadOnlyList<EmbeddedRecord> records = await kafka.Topic(Topic).ReadAsync(limit);
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Contains($"\"batch_id\":\"{batch}\"", record.ValueText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rerun_of_a_batch_publishes_the_same_record_ids()
    {
        await using EmbeddedKafka kafka = await StartAsync();
        using SampleApp sample = Connect(kafka);
        CancellationToken limit = Limit.After(Soon);
        string batch = Guid.CreateVersion7().ToString();

        await sample.RunAsync(limit, "run", "swapi-people", "--batch-id", batch);
        IReadOnlyList<EmbeddedRecord> once = await kafka.Topic(Topic).ReadAsync(limit);
        await sample.RunAsync(limit, "run", "swapi-people", "--batch-id", batch);
        IReadOnlyList<EmbeddedRecord> twice = await kafka.Topic(Topic).ReadAsync(limit);

        Assert.Equal(2 * once.Count, twice.Count);
        Assert.Equal(once.Select(Identity).Order(StringComparer.Ordinal), twice.Select(Identity).Distinct().Order(StringComparer.Ordinal));

        static string Identity(EmbeddedRecord record)
        {
            using JsonDocument envelope = JsonDocument.Parse(record.Value!.Value);
            return $"{envelope.RootElement.GetProperty("batch_id")}|{envelope.RootElement.GetProperty("record_id")}";
        }
    }

    private static async Task<EmbeddedKafka> StartAsync() =>
        await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Topics = [Topic, $"{Topic}.dlq"] }, TestContext.Current.CancellationToken);

    private static SampleApp Connect(EmbeddedKafka kafka)
    {
        SampleApp sample = new();
        sample.Environment["Batch__Kafka__BootstrapServers"] = kafka.BootstrapServers;
        sample.Environment["Batch__Kafka__Settings__fetch.wait.max.ms"] = "10";
        sample.Environment["Swapi__FaultyPages"] = "0";
        return sample;
    }

    private static async Task ProduceAsync(EmbeddedKafka kafka, params string[] values)
    {
        using IProducer<string, byte[]> producer =
            new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = kafka.BootstrapServers, Acks = Acks.All }).Build();
        foreach (string value in values)
        {
            await producer.ProduceAsync(Topic, new Message<string, byte[]> { Key = "key", Value = Encoding.UTF8.GetBytes(value) });
        }
    }

    private static string Envelope(Guid batchId, string recordId, string name) =>
        $$"""
        {"batch_id":"{{batchId}}","record_id":"{{recordId}}","ingested_at":"2026-08-22T02:15:03.120Z","payload":
        {"url":"{{recordId}}","name":"{{name}}","height":null,"mass":null,"birth_year":null,"gender":null,"hair_color":null,
        "skin_color":null,"eye_color":null,"homeworld":null,"unknown":[]} }
        """;
}
