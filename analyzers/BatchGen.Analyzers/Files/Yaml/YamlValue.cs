using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Files.Yaml;

internal enum YamlKind
{
    /// <summary>Nothing, <c>~</c> or <c>null</c>.</summary>
    Null,

    /// <summary>Text, a number or a truth value: what it is taken for is the reader's business.</summary>
    Scalar,

    List,

    Map,
}

/// <summary>One value of a YAML file, and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where: of text in quotes, with the quotes.</param>
/// <param name="Text">The text of a scalar.</param>
internal sealed record YamlValue(YamlKind Kind, TextSpan Span, string Text)
{
    public ImmutableArray<YamlValue> Items { get; init; } = [];

    public ImmutableArray<YamlMember> Members { get; init; } = [];

    /// <summary>Whether other places use the same value, by an anchor: what changes it changes them as well.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether it is text without quotes.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The value under a name, or null. Of several the last counts, as in Prefect's own reader.</summary>
    public YamlValue? this[string name] => Members.LastOrDefault(member => member.Name == name)?.Value;
}

/// <summary>A member of a map.</summary>
internal sealed record YamlMember(string Name, TextSpan NameSpan, YamlValue Value);

/// <summary>What reading a file gave.</summary>
/// <param name="Root">The value, or null.</param>
/// <param name="Error">Why there is none.</param>
/// <param name="ErrorSpan">Where.</param>
/// <param name="IsUnsupported">Whether the file may well be YAML, only none that is read here.</param>
internal sealed record YamlText(YamlValue? Root, string? Error, TextSpan ErrorSpan, bool IsUnsupported);
