using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Schemas;
using BatchGen.Analyzers.Tests.Rules.Book;
using BatchGen.Analyzers.Tests.Rules.Testing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Schemas;

/// <summary>The sample's schema is what the writer writes, and what is written is read back as it was.</summary>
public sealed class SampleSchemaTests
{
    [Fact]
    public async Task Is_current_in_the_sample()
    {
        IEnumerable<string> sources = Directory.GetFiles(RepositoryFiles.At("samples/SwapiPeople"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);
        TopicSchema schema = await SchemaOf("people.ingest.v1", "StarWars.Batch.Person", sources);

        RepositoryFiles.AssertCurrent("samples/SwapiPeople/schemas/people.ingest.v1.schema.json", SchemaWriter.Write(schema));
    }

    [Fact]
    public async Task Is_read_back_as_it_was_written()
    {
        TopicSchema schema = await SchemaOf("a.b.v1", "Tree", [Payload]);
        (TopicSchema? read, string? problem, _) = SchemaReader.Read("a.b.v1", JsonReader.Read(SchemaWriter.Write(schema)));

        Assert.Null(problem);
        Assert.Equal(schema, read);
        Assert.Empty(SchemaComparer.Compare(read!, schema));
    }

    private const string Payload = """
        using System.Text.Json.Serialization;
        public enum Color { Red, Green }
        [JsonConverter(typeof(JsonStringEnumConverter<Size>))] public enum Size { [JsonStringEnumMemberName("s")] Small, Big }
        public sealed record Tree(
            string Id, Guid Key, DateOnly Day, DateTimeOffset? At, int? Count, long Total, byte[] Bytes, Color Color, Size? Size,
            IReadOnlyList<Tree?> Children, Dictionary<string, decimal> Prices, object Anything)
        {
            [JsonPropertyName("x-name")] public required string Name { get; init; }
            [JsonIgnore] public string Hidden => Name;
            public int Depth { get; init; } = 1;
        }
        """;

    private static async Task<TopicSchema> SchemaOf(string topic, string type, IEnumerable<string> sources)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Compilation compilation = (await SampleProject.Of(sources).GetCompilationAsync(cancellationToken))!;
        KnownTypes known = KnownTypes.Of(compilation);
        return SchemaBuilder.Build(topic, known.Find(type)!, known, cancellationToken)!;
    }
}
