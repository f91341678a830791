using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Schemas;

/// <summary>
/// Reads a committed schema. What it says in another way than <see cref="SchemaWriter"/> allows anything here, so that it is not compared;
/// examples and further limits are the author's own and are left alone, and descriptions are never compared.
/// </summary>
internal sealed class SchemaReader
{
    private const int MaxDepth = 48;

    // Keywords that say with other schemas, or in parts, what may stand in a place.
    internal static readonly HashSet<string> Unread = new(StringComparer.Ordinal)
    {
        "allOf", "oneOf", "anyOf", "not", "if", "then", "else", "const", "patternProperties", "prefixItems", "dependentSchemas",
        "unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    };

    /// <summary>The schema, or null and why it is none.</summary>
    public static (TopicSchema? Schema, string? Problem, TextSpan Place) Read(string topic, JsonText file)
    {
        if (file.Root is not { } root)
        {
            return (null, $"is no JSON: {file.Error}", file.ErrorSpan);
        }

        if (root.Kind != JsonKind.Object || root["properties"] is not { Kind: JsonKind.Object } properties)
        {
            return (null, "is no schema of an object: it has no 'properties'", new(root.Span.Start, Math.Min(1, root.Span.Length)));
        }

        if (properties[TopicSchema.Payload] is null)
        {
            return (null, "does not describe the envelope: its 'properties' lack 'payload'", NameSpan(root, "properties"));
        }

        List<SchemaDefinition> definitions = [];
        foreach (JsonMember definition in (root["$defs"] ?? root["definitions"])?.Members ?? [])
        {
            definitions.Add(new(definition.Name, Node(definition.Value, definition.NameSpan, 0)) { Description = DescriptionOf(definition.Value) });
        }

        return (new(topic, Node(root, NameSpan(root, "properties"), 0), definitions.ToEquatableArray()), null, default);
    }

    private static SchemaNode Node(JsonValue value, TextSpan place, int depth)
    {
        SchemaNode any = SchemaNode.Any with { Place = new(place) };
        if (value.Kind != JsonKind.Object || depth > MaxDepth)
        {
            return any;
        }

        if (value["$ref"] is { Kind: JsonKind.Text } reference)
        {
            return Reference(reference.Text) is { } name ? new(SchemaKind.Reference) { Reference = name, Place = new(place) } : any;
        }

        if (value["anyOf"] is { Kind: JsonKind.List, Items: [var first, var second] })
        {
            // The one form of a choice that is written here: something, or null.
            JsonValue? some = IsNull(second) ? first : IsNull(first) ? second : null;
            return some is null ? any : Node(some, place, depth + 1) with { IsNullable = true };
        }

        (SchemaKind kind, bool isNullable) = Types(value["type"]);
        bool isBare = kind == SchemaKind.Object && value["properties"] is null && value["additionalProperties"] is not { Kind: JsonKind.Object };
        if (kind == SchemaKind.Any || isBare || value.Members.Any(static member => Unread.Contains(member.Name)))
        {
            return any;
        }

        return new(kind)
        {
            IsNullable = isNullable,
            Place = new(place),
            Format = value["contentEncoding"] is { Kind: JsonKind.Text } encoding ? encoding.Text
                : value["format"] is { Kind: JsonKind.Text } format ? format.Text
                : "",
            Values = (value["enum"]?.Items ?? []).Where(static item => item.Kind != JsonKind.Null)
                .Select(static item => item.Kind == JsonKind.Text ? JsonTextWriter.Quote(item.Text) : item.Text).ToEquatableArray(),
            Minimum = value["minimum"] is { Kind: JsonKind.Number } minimum ? minimum.Text : null,
            Maximum = value["maximum"] is { Kind: JsonKind.Number } maximum ? maximum.Text : null,
            Items = ItemsOf(value, kind, place, depth),
            Members = kind == SchemaKind.Object ? Members(value, depth) : [],
        };
    }

    private static SchemaNode? ItemsOf(JsonValue value, SchemaKind kind, TextSpan place, int depth) => kind switch
    {
        SchemaKind.List => value["items"] is { } items ? Node(items, place, depth + 1) : SchemaNode.Any,
        SchemaKind.Object when value["properties"] is null && value["additionalProperties"] is { Kind: JsonKind.Object } values =>
            Node(values, place, depth + 1),
        _ => null,
    };

    private static EquatableArray<SchemaMember> Members(JsonValue value, int depth)
    {
        HashSet<string> required = new((value["required"]?.Items ?? []).Select(static item => item.Text), StringComparer.Ordinal);
        return (value["properties"]?.Members ?? [])
            .GroupBy(static member => member.Name, StringComparer.Ordinal)
            .Select(static same => same.Last())
            .Select(member => new SchemaMember(member.Name, required.Contains(member.Name), Node(member.Value, member.NameSpan, depth + 1))
            {
                Description = DescriptionOf(member.Value),
                Place = new(member.NameSpan),
            })
            .ToEquatableArray();
    }

    private static string? DescriptionOf(JsonValue value) => value["description"] is { Kind: JsonKind.Text } description ? description.Text : null;

    private static (SchemaKind Kind, bool IsNullable) Types(JsonValue? type)
    {
        List<string> names = type switch
        {
            { Kind: JsonKind.Text } => [type.Text],
            { Kind: JsonKind.List } => [.. type.Items.Select(static item => item.Text)],
            _ => [],
        };
        bool isNullable = names.Remove("null");
        return names is [var single] ? (KindOf(single), isNullable) : (SchemaKind.Any, false);
    }

    private static SchemaKind KindOf(string type) => type switch
    {
        "string" => SchemaKind.Text,
        "integer" => SchemaKind.Integer,
        "number" => SchemaKind.Number,
        "boolean" => SchemaKind.Bool,
        "array" => SchemaKind.List,
        "object" => SchemaKind.Object,
        _ => SchemaKind.Any,
    };

    private static string? Reference(string reference)
    {
        foreach (string prefix in new[] { "#/$defs/", "#/definitions/" })
        {
            if (reference.StartsWith(prefix, StringComparison.Ordinal))
            {
                return reference.Substring(prefix.Length);
            }
        }

        return null;
    }

    private static bool IsNull(JsonValue value) => value["type"] is { Kind: JsonKind.Text, Text: "null" };

    private static TextSpan NameSpan(JsonValue value, string name) =>
        value.Members.Where(member => member.Name == name).Select(static member => member.NameSpan).LastOrDefault();
}
