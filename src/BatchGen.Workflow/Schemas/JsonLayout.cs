using System.Text;
using System.Text.Json.Nodes;
using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Schemas;

namespace BatchGen.Workflow.Schemas;

/// <summary>Writes JSON as <see cref="SchemaWriter"/> lays it out: objects one member a line, lists in one line.</summary>
internal static class JsonLayout
{
    public static string Write(JsonObject root)
    {
        StringBuilder text = new();
        Object(text, root, 0);
        return text.Append('\n').ToString();
    }

    private static void Object(StringBuilder text, JsonObject value, int depth)
    {
        if (value.Count == 0)
        {
            text.Append("{}");
            return;
        }

        string separator = "{";
        foreach ((string name, JsonNode? member) in value)
        {
            text.Append(separator).Append('\n').Append(' ', 2 * (depth + 1)).Append(JsonTextWriter.Quote(name)).Append(": ");
            separator = ",";
            if (member is JsonObject below)
            {
                Object(text, below, depth + 1);
            }
            else
            {
                text.Append(Inline(member));
            }
        }

        text.Append('\n').Append(' ', 2 * depth).Append('}');
    }

    private static string Inline(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(", ", list.Select(Inline))}]",
        JsonObject { Count: 0 } => "{}",
        JsonObject members => $"{{ {string.Join(", ", members.Select(static member => $"{JsonTextWriter.Quote(member.Key)}: {Inline(member.Value)}"))} }}",
        _ when value.GetValueKind() == System.Text.Json.JsonValueKind.String => JsonTextWriter.Quote(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };
}
