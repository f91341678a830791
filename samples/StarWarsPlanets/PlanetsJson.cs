using System.Text.Json.Serialization;
using StarWars.Planets.Atlas;
using StarWars.Planets.Batch;

namespace StarWars.Planets;

/// <summary>How this project writes and reads JSON: names in snake_case, and what a type requires has to be there.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AtlasEntry))]
[JsonSerializable(typeof(Planet))]
[JsonSerializable(typeof(Person))]
public sealed partial class PlanetsJson : JsonSerializerContext;
