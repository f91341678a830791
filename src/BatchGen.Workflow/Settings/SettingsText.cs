using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Rules.Section33Fallbacks.Secrets;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Workflow.Settings;

/// <summary>A JSON file with settings: takes values from it, and says exactly what is wrong with one. Values are in no message.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="text">What it holds.</param>
internal sealed class SettingsText(string path, string text)
{
    /// <summary>The object that the file is.</summary>
    /// <param name="keys">Those that there are.</param>
    public JsonValue Root(params string[] keys)
    {
        JsonText json = JsonReader.Read(text);
        if (json.Root is not { } root)
        {
            throw new InvalidDataException($"{path}({LineOf(json.ErrorSpan)}): it is no JSON: {json.Error}");
        }

        return Known(root, "", keys);
    }

    /// <summary>An object below another; null where it is not there.</summary>
    public JsonValue? Object(JsonValue parent, string name, params string[] keys) => parent[name] is { } value ? Known(value, name, keys) : null;

    /// <summary>A text, which may not be empty; null where it is not there.</summary>
    public string? Text(JsonValue parent, string name, string above = "") =>
        parent[name] is { Kind: not JsonKind.Null } value ? Text(value, Join(above, name)) : null;

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> List(JsonValue parent, string name) => parent[name] switch
    {
        null => [],
        { Kind: JsonKind.List } list => [.. list.Items.Select((item, index) => Text(item, $"{name}[{index}]"))],
        { } value => throw Error(value, name, "is no list: write [\"…\"]"),
    };

    /// <summary>Names and texts.</summary>
    /// <param name="parent">The object around it.</param>
    /// <param name="name">Its key.</param>
    /// <param name="isSecret">Whether a name is that of a secret.</param>
    /// <param name="above">The key of the object around it.</param>
    public IReadOnlyDictionary<string, string> Texts(JsonValue parent, string name, Func<string, bool> isSecret, string above = "")
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        if (parent[name] is not { } value)
        {
            return texts;
        }

        string key = Join(above, name);
        foreach (JsonMember member in Known(value, key, null).Members)
        {
            string text = Text(member.Value, Join(key, member.Name));
            texts[member.Name] = isSecret(member.Name)
                ? throw Error(member.Value, Join(key, member.Name), "is a secret by its name: set it in the work pool or from a secret store, not in this file")
                : text;
        }

        return texts;
    }

    public InvalidDataException Error(JsonValue value, string key, string what) => new($"{path}({LineOf(value.Span)}): '{key}' {what}");

    private string Text(JsonValue value, string key) => value switch
    {
        { Kind: not JsonKind.Text } => throw Error(value, key, "is no text: write it in quotes"),
        { Text: var empty } when string.IsNullOrWhiteSpace(empty) => throw Error(value, key, "is empty: leave it out"),
        { Text: var secret } when SecretText.KindOf(secret) is { } kind => throw Error(value, key, $"holds {kind}: it belongs in a secret store, not in this file"),
        _ => value.Text,
    };

    private JsonValue Known(JsonValue value, string key, string[]? keys)
    {
        if (value.Kind != JsonKind.Object)
        {
            throw Error(value, key.Length == 0 ? "the file" : key, "is no object: write { … }");
        }

        HashSet<string> seen = [];
        foreach (JsonMember member in value.Members)
        {
            string name = Join(key, member.Name);
            int line = LineOf(member.NameSpan);
            if (!seen.Add(member.Name))
            {
                throw new InvalidDataException($"{path}({line}): '{name}' is there twice");
            }

            if (keys is not null && !keys.Contains(member.Name))
            {
                throw new InvalidDataException($"{path}({line}): '{name}' is no setting; there are {string.Join(", ", keys)}");
            }
        }

        return value;
    }

    private int LineOf(TextSpan span) => text.AsSpan(0, Math.Min(span.Start, text.Length)).Count('\n') + 1;

    private static string Join(string above, string name) => above.Length == 0 ? name : $"{above}.{name}";
}
