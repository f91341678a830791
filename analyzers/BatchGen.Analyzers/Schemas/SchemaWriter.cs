using BatchGen.Analyzers.Files.Json;

namespace BatchGen.Analyzers.Schemas;

/// <summary>
/// Writes a schema as JSON Schema 2020-12: always the same text for the same schema, so that a committed file changes only when the schema
/// does.
/// </summary>
internal sealed class SchemaWriter
{
    private readonly JsonTextWriter _json;

    private SchemaWriter(JsonTextWriter json) => _json = json;

    /// <summary>The text of a schema's file.</summary>
    public static string Write(TopicSchema schema)
    {
        JsonTextWriter json = new();
        Write(schema, json);
        return json + "\n";
    }

    /// <summary>Writes a schema as a value of a larger text.</summary>
    public static void Write(TopicSchema schema, JsonTextWriter json)
    {
        SchemaWriter writer = new(json);
        json.Object(
        [
            ("$schema", () => json.Text("https://json-schema.org/draft/2020-12/schema")),
            ("$id", () => json.Text(schema.Topic + ".schema.json")),
            ("title", () => json.Text(schema.Topic)),
            .. writer.Parts(schema.Root, null),
            .. schema.Definitions.Count == 0 ? [] : new[]
            {
                ("$defs", (Action)(() => json.Object([.. schema.Definitions
                    .Select(definition => (definition.Name, (Action)(() => json.Object([.. writer.Parts(definition.Schema, definition.Description)]))))]))),
            },
        ]);
    }

    private List<(string Name, Action Write)> Parts(SchemaNode node, string? description)
    {
        List<(string Name, Action Write)> parts = [];
        if (description is not null)
        {
            parts.Add(("description", () => _json.Text(description)));
        }

        if (node.Kind == SchemaKind.Reference)
        {
            parts.Add(Reference(node));
            return parts;
        }

        if (TypeOf(node.Kind) is { } type)
        {
            parts.Add(("type", () => Types(type, node.IsNullable)));
        }

        if (node.Values.Count > 0)
        {
            parts.Add(("enum", () => _json.Inline(node.IsNullable ? node.Values.Append("null") : node.Values)));
        }

        if (node.Format.Length > 0)
        {
            parts.Add((node.Format == "base64" ? "contentEncoding" : "format", () => _json.Text(node.Format)));
        }

        if (node.Minimum is { } minimum)
        {
            parts.Add(("minimum", () => _json.Raw(minimum)));
        }

        if (node.Maximum is { } maximum)
        {
            parts.Add(("maximum", () => _json.Raw(maximum)));
        }

        if (node.Items is { } items)
        {
            parts.Add((node.Kind == SchemaKind.List ? "items" : "additionalProperties", () => _json.Object([.. Parts(items, null)])));
        }

        if (node.Kind == SchemaKind.Object && node.Items is null)
        {
            parts.Add(("properties", () => _json.Object([.. node.Members.Select(member => (member.Name, (Action)(() => _json.Object([.. Parts(member.Schema, member.Description)]))))])));
            parts.Add(("required", () => _json.Inline(node.Members.Where(static member => member.IsRequired).Select(static member => JsonTextWriter.Quote(member.Name)))));
        }

        return parts;
    }

    private (string Name, Action Write) Reference(SchemaNode node)
    {
        string target = JsonTextWriter.Quote("#/$defs/" + node.Reference);
        return node.IsNullable
            ? ("anyOf", () => _json.Inline([$"{{ \"$ref\": {target} }}", "{ \"type\": \"null\" }"]))
            : ("$ref", () => _json.Raw(target));
    }

    private static string? TypeOf(SchemaKind kind) => kind switch
    {
        SchemaKind.Text => "string",
        SchemaKind.Integer => "integer",
        SchemaKind.Number => "number",
        SchemaKind.Bool => "boolean",
        SchemaKind.List => "array",
        SchemaKind.Object => "object",
        _ => null,
    };

    private void Types(string type, bool isNullable)
    {
        if (isNullable)
        {
            _json.Inline([JsonTextWriter.Quote(type), "\"null\""]);
        }
        else
        {
            _json.Text(type);
        }
    }
}
