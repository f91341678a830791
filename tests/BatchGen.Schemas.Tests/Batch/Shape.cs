using System.Text.Json.Serialization;

namespace BatchGen.Schemas.Tests.Batch;

public enum Color
{
    Red,
    Green = 5,
    Blue,
}

[JsonConverter(typeof(JsonStringEnumConverter<Size>))]
public enum Size
{
    [JsonStringEnumMemberName("s")]
    Small,
    Big,
}

/// <summary>A part of a shape.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">In kilograms.</param>
/// <param name="Labels">What stands on it.</param>
public sealed record Part(string Name, decimal? Weight, IReadOnlyList<string> Labels);

/// <summary>A payload with a member of every kind.</summary>
/// <param name="ShapeId">Its number.</param>
/// <param name="Name">Its name.</param>
public sealed record Shape(
    [property: RecordId] Guid ShapeId,
    string Name,
    string? Nick,
    DateOnly Day,
    DateTimeOffset At,
    DateTime? Local,
    int? Count,
    long Total,
    byte Small,
    ulong Huge,
    double Ratio,
    decimal Price,
    bool IsRound,
    Color Color,
    Size? Size,
    Part Main,
    IReadOnlyList<Part?> Others,
    Dictionary<string, int> Counts,
    byte[] Bytes,
    TimeSpan Age,
    Uri? Link)
{
    [JsonPropertyName("x-note")]
    public string? Note { get; init; }

    [JsonIgnore]
    public string Hidden => Name;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rare { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Shape))]
internal sealed partial class ShapeJson : JsonSerializerContext;
