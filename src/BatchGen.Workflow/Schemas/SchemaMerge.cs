using System.Text.Json.Nodes;
using BatchGen.Analyzers.Schemas;

namespace BatchGen.Workflow.Schemas;

/// <summary>
/// Brings a committed schema up to date and keeps what its author has added, member by member: every keyword that is not generated, and
/// the order of what was there. Definitions are matched by where they are used, so that a renamed type keeps its descriptions.
/// </summary>
internal sealed class SchemaMerge
{
    private const string Definitions = "$defs";

    /// <summary>What is generated of a schema; all else is the author's.</summary>
    private static readonly HashSet<string> Generated =
        ["$schema", "type", "enum", "format", "contentEncoding", "minimum", "maximum", "items", "additionalProperties", "properties", "required", "$ref", "anyOf", Definitions];

    private readonly JsonObject _generated;
    private readonly JsonObject _committed;
    private readonly Dictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    private SchemaMerge(JsonObject generated, JsonObject committed)
    {
        _generated = generated;
        _committed = committed;
    }

    /// <summary>The merged text, in the form of <see cref="SchemaWriter"/>.</summary>
    /// <param name="generated">What the payload type says.</param>
    /// <param name="committed">What is there.</param>
    public static string Of(string generated, string committed) =>
        new SchemaMerge(JsonNode.Parse(generated)!.AsObject(), JsonNode.Parse(committed)!.AsObject()).Of();

    private string Of()
    {
        JsonObject root = Schema(_generated, _committed);
        JsonObject definitions = [];
        foreach ((string name, JsonNode? definition) in DefinitionsOf(_generated) ?? [])
        {
            definitions[name] = _definitions.TryGetValue(name, out JsonObject? merged) ? merged : definition!.DeepClone();
        }

        root.Remove(Definitions);
        if (definitions.Count > 0)
        {
            root[Definitions] = definitions;
        }

        return JsonLayout.Write(root);
    }

    private JsonObject Schema(JsonObject generated, JsonObject committed)
    {
        // What the author says in a form that is not generated is not compared either: it stays.
        if (committed.Any(static part => part.Key != "anyOf" && SchemaReader.Unread.Contains(part.Key)) || (committed.ContainsKey("anyOf") && !generated.ContainsKey("anyOf")))
        {
            return committed.DeepClone().AsObject();
        }

        JsonObject merged = [];
        foreach ((string keyword, JsonNode? value) in committed.Where(part => !Generated.Contains(part.Key) || generated.ContainsKey(part.Key)))
        {
            merged[keyword] = Generated.Contains(keyword) ? Part(keyword, generated[keyword]!, value) : value?.DeepClone();
        }

        foreach ((string keyword, JsonNode? value) in generated.Where(part => !merged.ContainsKey(part.Key)))
        {
            merged[keyword] = value!.DeepClone();
        }

        Follow(generated, committed);
        return merged;
    }

    private JsonNode Part(string keyword, JsonNode generated, JsonNode? committed) => (keyword, generated, committed) switch
    {
        ("properties", JsonObject now, JsonObject before) => Members(now, before),
        ("items" or "additionalProperties", JsonObject now, JsonObject before) => Schema(now, before),
        ("anyOf", JsonArray now, JsonArray before) => Choice(now, before),
        _ => generated.DeepClone(),
    };

    private JsonObject Members(JsonObject generated, JsonObject committed)
    {
        JsonObject merged = [];
        foreach ((string name, JsonNode? before) in committed.Where(member => generated.ContainsKey(member.Key)))
        {
            merged[name] = before is JsonObject schema ? Schema(generated[name]!.AsObject(), schema) : generated[name]!.DeepClone();
        }

        foreach ((string name, JsonNode? now) in generated.Where(member => !merged.ContainsKey(member.Key)))
        {
            merged[name] = now!.DeepClone();
        }

        return merged;
    }

    // Something or null, the only choice that is generated.
    private JsonArray Choice(JsonArray generated, JsonArray committed)
    {
        if (generated[0] is JsonObject now && committed.OfType<JsonObject>().FirstOrDefault(static choice => choice.ContainsKey("$ref")) is { } before)
        {
            Follow(now, before);
        }

        return generated.DeepClone().AsArray();
    }

    private void Follow(JsonObject generated, JsonObject committed)
    {
        if (NameOf(generated) is { } name && NameOf(committed) is { } former && !_definitions.ContainsKey(name)
            && DefinitionsOf(_generated)?[name] is JsonObject now && DefinitionsOf(_committed)?[former] is JsonObject before)
        {
            _definitions[name] = [];
            _definitions[name] = Schema(now, before);
        }
    }

    private static string? NameOf(JsonObject schema) => schema["$ref"]?.GetValue<string>().Split('/')[^1];

    private static JsonObject? DefinitionsOf(JsonObject root) => (root[Definitions] ?? root["definitions"]) as JsonObject;
}
