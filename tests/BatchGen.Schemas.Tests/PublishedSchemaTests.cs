using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using BatchGen.Schemas.Tests.Batch;
using BatchGen.Testing;
using NJsonSchema;

namespace BatchGen.Schemas.Tests;

/// <summary>The schema that the generator leaves in an assembly, and what the serializer really writes.</summary>
public sealed class PublishedSchemaTests
{
    private const int Seed = 20261128;

    [Fact]
    public async Task Every_published_record_is_what_the_schema_says()
    {
        JsonSchema schema = await SchemaAsync();
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync();
        await using BatchTestHost<ShapeJob> host = await BatchTestHost.StartAsync<ShapeJob>(kafka, _ => { });
        Random random = new(Seed);
        await host.PublishAllAsync(Enumerable.Range(0, 300).Select(_ => Shape(random)));

        IReadOnlyList<EmbeddedRecord> records = await kafka.Topic("shapes.made.v1").ReadAsync();
        Assert.Equal(300, records.Count);
        Assert.All(records, record => Assert.True(
            schema.Validate(TextOf(record)).Count == 0, $"seed {Seed}: {string.Join("; ", schema.Validate(TextOf(record)))}\n{TextOf(record)}"));
    }

    [Theory]
    [InlineData("name", null)]
    [InlineData("count", "\"many\"")]
    [InlineData("small", "300")]
    [InlineData("color", "3")]
    [InlineData("size", "\"Small\"")]
    [InlineData("day", "\"yesterday\"")]
    [InlineData("main", "{ \"name\": \"a\", \"weight\": 1 }")]
    [InlineData("others", "[1]")]
    [InlineData("counts", "{ \"a\": \"b\" }")]
    public async Task A_record_that_is_something_else_is_not(string member, string? value)
    {
        JsonSchema schema = await SchemaAsync();
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync();
        await using BatchTestHost<ShapeJob> host = await BatchTestHost.StartAsync<ShapeJob>(kafka, _ => { });
        await host.PublishAllAsync([Shape(new Random(Seed))]);
        JsonNode record = JsonNode.Parse(TextOf(Assert.Single(await kafka.Topic("shapes.made.v1").ReadAsync())))!;
        JsonObject payload = record["payload"]!.AsObject();
        Assert.True(payload.ContainsKey(member));

        if (value is null)
        {
            payload.Remove(member);
        }
        else
        {
            payload[member] = JsonNode.Parse(value);
        }

        Assert.NotEmpty(schema.Validate(record.ToJsonString()));
    }

    [Fact]
    public void Doc_comments_are_descriptions()
    {
        JsonNode definitions = Model()["$defs"]!;
        Assert.Equal("A payload with a member of every kind.", (string?)definitions["Shape"]!["description"]);
        Assert.Equal("Its number.", (string?)definitions["Shape"]!["properties"]!["shape_id"]!["description"]);
        Assert.Equal("In kilograms.", (string?)definitions["Part"]!["properties"]!["weight"]!["description"]);
    }

    private static string TextOf(EmbeddedRecord record) => Encoding.UTF8.GetString(record.Value!.Value.Span);

    // The validator follows references between definitions only under the name that they had before JSON Schema 2019-09.
    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromJsonAsync(
        Model().ToJsonString().Replace("$defs", "definitions", StringComparison.Ordinal), TestContext.Current.CancellationToken);

    private static JsonNode Model()
    {
        BatchJobModelAttribute model = Assert.Single(typeof(ShapeJob).Assembly.GetCustomAttributes<BatchJobModelAttribute>());
        return JsonNode.Parse(model.Model)!["schemas"]!["shapes.made.v1"]!;
    }

    private static Shape Shape(Random random)
    {
        bool Flip() => random.Next(2) == 0;
        Part Part(int labels) => new(
            Text(random), Flip() ? null : (decimal)random.NextDouble() * 1000, [.. Enumerable.Range(0, labels).Select(_ => Text(random))]);
        return new Shape(
            Guid.CreateVersion7(),
            Text(random),
            Flip() ? null : Text(random),
            DateOnly.FromDayNumber(random.Next(1, 3_000_000)),
            DateTimeOffset.UnixEpoch.AddSeconds(random.Next()).ToOffset(TimeSpan.FromHours(random.Next(-12, 13))),
            Flip() ? null : new DateTime(2026, 1, 1, 0, 0, random.Next(60), DateTimeKind.Local),
            Flip() ? null : random.Next(int.MinValue, int.MaxValue),
            random.NextInt64(long.MinValue, long.MaxValue),
            (byte)random.Next(256),
            (ulong)random.NextInt64(),
            random.NextDouble() * Math.Pow(10, random.Next(-20, 20)),
            (decimal)random.NextDouble(),
            Flip(),
            (Color)(random.Next(3) is 0 ? 0 : random.Next(5, 7)),
            Flip() ? null : (Size)random.Next(2),
            Part(random.Next(4)),
            [Part(0), null, Part(1)],
            new Dictionary<string, int> { [Text(random)] = random.Next() },
            [.. Enumerable.Range(0, random.Next(20)).Select(_ => (byte)random.Next(256))],
            TimeSpan.FromSeconds(random.Next(-100_000, 100_000)),
            Flip() ? null : new Uri("https://example.org/" + random.Next()))
        {
            Note = Flip() ? null : Text(random),
            Rare = Flip() ? null : Text(random),
        };
    }

    private static string Text(Random random) => new([.. Enumerable.Range(0, random.Next(12)).Select(_ => "ab\"\\\n\u00e4\u20ac{}"[random.Next(9)])]);
}
