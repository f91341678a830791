using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace StarWars.Swapi;

/// <summary>Section <c>Swapi</c> of the configuration.</summary>
/// <param name="BaseUrl">A live service, for example <c>https://swapi.example/api</c>; null, the default, for the sample's own.</param>
/// <param name="Seed">Which pages of the sample's own service fail. Default: 1138.</param>
/// <param name="FaultyPages">How many of them fail, once each: 0 to 2, the default, since the extract stage has 3 attempts.</param>
public sealed record SwapiOptions(Uri? BaseUrl, int Seed, int FaultyPages)
{
    /// <summary>Reads the section.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <exception cref="InvalidOperationException">A value is wrong; the message names its key.</exception>
    public static SwapiOptions From(IConfiguration configuration) => new(
        Address(configuration, "Swapi:BaseUrl"),
        Integer(configuration, "Swapi:Seed", 1138, int.MinValue, int.MaxValue),
        Integer(configuration, "Swapi:FaultyPages", 2, 0, 2));

    private static Uri? Address(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        string text when Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" => address,
        string text => throw new InvalidOperationException($"{key} is '{text}', but must be an absolute http or https address."),
    };

    private static int Integer(IConfiguration configuration, string key, int byDefault, int min, int max) => configuration[key] switch
    {
        null or "" => byDefault,
        string text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            && value >= min && value <= max => value,
        string text => throw new InvalidOperationException($"{key} is '{text}', but must be a whole number from {min} to {max}."),
    };
}
