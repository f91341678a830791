using System.Globalization;
using System.Text;

namespace BatchGen.Analyzers.Schemas;

/// <summary>
/// Writes a schema as JSON Schema 2020-12: always the same text for the same schema, so that a committed file changes only when the schema
/// does.
/// </summary>
internal sealed class SchemaWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    private SchemaWriter()
    {
    }

    public static string Write(TopicSchema schema)
    {
        SchemaWriter writer = new();
        writer.Object(
        [
            ("$schema", () => writer.Text("https://json-schema.org/draft/2020-12/schema")),
            ("$id", () => writer.Text(schema.Topic + ".schema.json")),
            ("title", () => writer.Text(schema.Topic)),
            .. writer.Parts(schema.Root),
            .. schema.Definitions.Count == 0 ? [] : new[]
            {
                ("$defs", (Action)(() => writer.Object([.. schema.Definitions
                    .Select(definition => (definition.Name, (Action)(() => writer.Object([.. writer.Parts(definition.Schema)]))))]))),
            },
        ]);
        return writer._text.Append('\n').ToString();
    }

    /// <summary>A text as JSON writes it.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or (>= '\ud800' and <= '\udfff') => quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private IEnumerable<(string Name, Action Write)> Parts(SchemaNode node)
    {
        if (node.Kind == SchemaKind.Reference)
        {
            return Reference(node);
        }

        List<(string Name, Action Write)> parts = [];
        if (TypeOf(node.Kind) is { } type)
        {
            parts.Add(("type", () => Types(type, node.IsNullable)));
        }

        if (node.Values.Count > 0)
        {
            parts.Add(("enum", () => Inline(node.IsNullable ? node.Values.Append("null") : node.Values)));
        }

        if (node.Format.Length > 0)
        {
            parts.Add((node.Format == "base64" ? "contentEncoding" : "format", () => Text(node.Format)));
        }

        if (node.Minimum is { } minimum)
        {
            parts.Add(("minimum", () => _text.Append(minimum)));
        }

        if (node.Maximum is { } maximum)
        {
            parts.Add(("maximum", () => _text.Append(maximum)));
        }

        if (node.Items is { } items)
        {
            parts.Add((node.Kind == SchemaKind.List ? "items" : "additionalProperties", () => Object([.. Parts(items)])));
        }

        if (node.Kind == SchemaKind.Object && node.Items is null)
        {
            parts.Add(("properties", () => Object([.. node.Members.Select(member => (member.Name, (Action)(() => Object([.. Parts(member.Schema)]))))])));
            parts.Add(("required", () => Inline(node.Members.Where(static member => member.IsRequired).Select(static member => Quote(member.Name)))));
        }

        return parts;
    }

    private IEnumerable<(string Name, Action Write)> Reference(SchemaNode node)
    {
        string target = Quote("#/$defs/" + node.Reference);
        return node.IsNullable
            ? [("anyOf", () => Inline([$"{{ \"$ref\": {target} }}", "{ \"type\": \"null\" }"]))]
            : [("$ref", () => _text.Append(target))];
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
            Inline([Quote(type), "\"null\""]);
        }
        else
        {
            Text(type);
        }
    }

    private void Object(IReadOnlyList<(string Name, Action Write)> members)
    {
        if (members.Count == 0)
        {
            _text.Append("{}");
            return;
        }

        _text.Append('{');
        _depth++;
        for (int index = 0; index < members.Count; index++)
        {
            _text.Append(index == 0 ? "\n" : ",\n").Append(' ', 2 * _depth).Append(Quote(members[index].Name)).Append(": ");
            members[index].Write();
        }

        _depth--;
        _text.Append('\n').Append(' ', 2 * _depth).Append('}');
    }

    private void Inline(IEnumerable<string> values) => _text.Append('[').Append(string.Join(", ", values)).Append(']');

    private void Text(string text) => _text.Append(Quote(text));
}
