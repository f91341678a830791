using System.Text;
using BatchGen.Cli.Commands.Release;
using BatchGen.Cli.Commands.Release.Points;
using BatchGen.Testing;
using BatchGen.Workflow.Tests;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Tests.Release;

public sealed class TopicPointTests : ReleaseTest
{
    private const string Topic = "people.ingest.v1";
    private const string Good = """{"batch_id":"01a0273f-fca0-7d91-82e8-c51e5af34dcb","record_id":"a","ingested_at":"2026-08-22T02:15:00Z","payload":{"url":"a","height":172}}""";

    [Fact]
    public async Task Real_records_are_held_against_the_committed_schema()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic, $"{Topic}.dlq"] });
        await CheckAsync(Point(kafka), PointOutcome.Failed, $"there is no schema '{Topic}.schema.json' in schemas");
        Write($"schemas/{Topic}.schema.json", SampleJobs.People.Schemas[0].Json);
        await CheckAsync(Point(kafka), PointOutcome.Skipped, $"'{Topic}' is reachable but holds no record");

        await ProduceAsync(kafka, Good, Good.Replace("172", "null", StringComparison.Ordinal));
        PointFinding passed = await CheckAsync(Point(kafka), PointOutcome.Passed, "newest records as the schema says");
        Assert.Contains(passed.Evidence, line => line.Contains("2 newest records held against `people.ingest.v1.schema.json`, 0 not as it says", StringComparison.Ordinal));

        await ProduceAsync(kafka, Good.Replace("172", "\"tall\"", StringComparison.Ordinal));
        PointFinding failed = await CheckAsync(Point(kafka), PointOutcome.Failed, "is not what the schema says: ");
        Assert.Contains("height", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("tall", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("""{"record_id":"a"}""")]
    [InlineData("""{"batch_id":"7","record_id":"a","ingested_at":"2026-08-22T02:15:00Z","payload":{"url":"a"}}""")]
    [InlineData("""{"batch_id":"01a0273f-fca0-7d91-82e8-c51e5af34dcb","record_id":"a","ingested_at":"yesterday","payload":{"url":"a"}}""")]
    [InlineData("""{"batch_id":"01a0273f-fca0-7d91-82e8-c51e5af34dcb","record_id":"a","ingested_at":"2026-08-22T02:15:00Z","payload":{"url":"a","height":301}}""")]
    public async Task A_record_that_breaks_the_schema_is_found(string value)
    {
        Write("schema.json", SampleJobs.People.Schemas[0].Json);
        RecordSchema schema = await RecordSchema.ReadAsync(Path.Combine(Folder, "schema.json"), default);
        Assert.NotNull(schema.ProblemOf(Encoding.UTF8.GetBytes(value)));
        Assert.Null(schema.ProblemOf(Encoding.UTF8.GetBytes(Good)));
    }

    [Fact]
    public async Task A_schema_that_says_what_is_not_checked_is_refused()
    {
        Write("schema.json", """{"type":"object","unevaluatedProperties":false}""");
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => RecordSchema.ReadAsync(Path.Combine(Folder, "schema.json"), default));
        Assert.Contains("uses 'unevaluatedProperties', which this tool does not check", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_that_are_not_there_fail_and_a_cluster_that_nobody_named_is_skipped()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = ["other.topic.v1"] });
        await CheckAsync(Point(kafka), PointOutcome.Failed, $"there is no topic '{Topic}'; there is no dead-letter topic '{Topic}.dlq'");
        await CheckAsync(new TopicPoint(Subject, static () => new ConfigurationBuilder().Build()), PointOutcome.Skipped, "--bootstrap-servers");
    }

    private TopicPoint Point(EmbeddedKafka kafka) => new(Subject, () => new ConfigurationBuilder().AddInMemoryCollection(
        kafka.ClientSettings.Select(setting => KeyValuePair.Create($"Batch:Kafka:Settings:{setting.Key}", (string?)setting.Value))
            .Append(new("Batch:Kafka:BootstrapServers", kafka.BootstrapServers))).Build());

    private static async Task ProduceAsync(EmbeddedKafka kafka, params string[] values)
    {
        using IProducer<string, byte[]> producer = new ProducerBuilder<string, byte[]>(
            new ProducerConfig(kafka.ClientSettings.ToDictionary()) { BootstrapServers = kafka.BootstrapServers, Acks = Acks.All }).SetLogHandler((_, _) => { }).Build();
        foreach (string value in values)
        {
            await producer.ProduceAsync(Topic, new Message<string, byte[]> { Key = "a", Value = Encoding.UTF8.GetBytes(value) });
        }
    }
}
