using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Schemas;

/// <summary>The JSON types of a schema. What can be anything, or is said in a way that is not compared, is <see cref="Any"/>.</summary>
internal enum SchemaKind
{
    Any,
    Text,
    Integer,
    Number,
    Bool,
    List,
    Object,
    Reference,
}

/// <summary>Where a part of a schema stands in its file: no part of what it says, so that two schemas are equal wherever they stand.</summary>
internal readonly struct SchemaPlace(TextSpan span) : IEquatable<SchemaPlace>
{
    // Numbers, because the generator's pipeline holds nothing of the compiler's.
    private readonly int _start = span.Start;
    private readonly int _length = span.Length;

    public TextSpan Span => new(_start, _length);

    public bool Equals(SchemaPlace other) => true;

    public override bool Equals(object? obj) => obj is SchemaPlace;

    public override int GetHashCode() => 0;
}

/// <summary>What may stand in one place of a record.</summary>
internal sealed record SchemaNode(SchemaKind Kind)
{
    public static SchemaNode Any { get; } = new(SchemaKind.Any);

    public bool IsNullable { get; init; }

    /// <summary>The name in the definitions, of a <see cref="SchemaKind.Reference"/>.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The form of a text: <c>uuid</c>, <c>date-time</c>, <c>date</c>, <c>base64</c>; empty for any.</summary>
    public string Format { get; init; } = "";

    /// <summary>The values that there are, as JSON writes them; none means any.</summary>
    public EquatableArray<string> Values { get; init; } = [];

    /// <summary>The bounds of a whole number, as JSON writes them.</summary>
    public string? Minimum { get; init; }

    public string? Maximum { get; init; }

    /// <summary>The items of a list, or the values of a map that is an <see cref="SchemaKind.Object"/>.</summary>
    public SchemaNode? Items { get; init; }

    public EquatableArray<SchemaMember> Members { get; init; } = [];

    public SchemaPlace Place { get; init; }
}

/// <summary>A member of an object.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="IsRequired">Whether a record without it is none.</param>
/// <param name="Schema">What it holds.</param>
internal sealed record SchemaMember(string Name, bool IsRequired, SchemaNode Schema)
{
    /// <summary>What the member means, for people; null where nothing says it.</summary>
    public string? Description { get; init; }

    public SchemaPlace Place { get; init; }
}

/// <summary>A type that a schema names.</summary>
internal sealed record SchemaDefinition(string Name, SchemaNode Schema)
{
    /// <summary>What the type means, for people; null where nothing says it.</summary>
    public string? Description { get; init; }
}

/// <summary>The schema of the records of a topic: the whole envelope, and the types below it.</summary>
internal sealed record TopicSchema(string Topic, SchemaNode Root, EquatableArray<SchemaDefinition> Definitions)
{
    public const string Payload = "payload";

    /// <summary>A topic's schema around that of its payload: the envelope is the same everywhere (standard 4.2).</summary>
    public static TopicSchema Around(string topic, SchemaNode payload, EquatableArray<SchemaDefinition> definitions) =>
        new(topic, new(SchemaKind.Object)
        {
            Members =
            [
                new("batch_id", true, new(SchemaKind.Text) { Format = "uuid" }),
                new("record_id", true, new(SchemaKind.Text)),
                new("ingested_at", true, new(SchemaKind.Text) { Format = "date-time" }),
                new(Payload, true, payload),
            ],
        }, definitions);

    /// <summary>What a reference means; <see cref="SchemaNode.Any"/> where it leads nowhere.</summary>
    public SchemaNode Resolve(SchemaNode node)
    {
        bool isNullable = node.IsNullable;
        for (int step = 0; step < 16 && node.Kind == SchemaKind.Reference; step++)
        {
            string name = node.Reference;
            node = Definitions.FirstOrDefault(definition => definition.Name == name)?.Schema ?? SchemaNode.Any;
            isNullable |= node.IsNullable;
        }

        return node.Kind == SchemaKind.Reference ? SchemaNode.Any : node with { IsNullable = isNullable };
    }
}
