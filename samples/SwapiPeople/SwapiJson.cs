using System.Text.Json.Serialization;
using StarWars.Batch;
using StarWars.Swapi;

namespace StarWars;

/// <summary>
/// How this project writes and reads JSON: names in snake_case, and what a type requires has to be there, so that a page without
/// <c>next</c> is an error and not the last page.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SwapiPage))]
[JsonSerializable(typeof(SwapiPerson))]
[JsonSerializable(typeof(Person))]
public sealed partial class SwapiJson : JsonSerializerContext;
