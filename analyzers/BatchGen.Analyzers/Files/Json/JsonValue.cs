using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Files.Json;

internal enum JsonKind
{
    Null,
    Bool,
    Number,
    Text,
    List,
    Object,
}

/// <summary>One value of a JSON file, and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where.</param>
/// <param name="Text">Of text the text; of anything else that has no parts, what the file says.</param>
internal sealed record JsonValue(JsonKind Kind, TextSpan Span, string Text)
{
    public ImmutableArray<JsonValue> Items { get; init; } = [];

    public ImmutableArray<JsonMember> Members { get; init; } = [];

    /// <summary>The member of a name: the last one, as JSON parsers have it.</summary>
    public JsonValue? this[string name] => Members.LastOrDefault(member => member.Name == name)?.Value;
}

/// <summary>A member of an object.</summary>
internal sealed record JsonMember(string Name, TextSpan NameSpan, JsonValue Value);

/// <summary>What reading a file gave: a value, or why there is none.</summary>
internal sealed record JsonText(JsonValue? Root, string? Error, TextSpan ErrorSpan);
