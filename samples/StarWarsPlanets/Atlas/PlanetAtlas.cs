namespace StarWars.Planets.Atlas;

/// <summary>The source: a few planets, written as an atlas writes them.</summary>
public sealed class PlanetAtlas
{
    /// <summary>All entries, the same in every run.</summary>
    public IReadOnlyList<AtlasEntry> Entries { get; } =
    [
        new("planets/tatooine", "Tatooine", "arid", "10465 km"),
        new("planets/alderaan", "Alderaan", "temperate", "12500 km"),
        new("planets/yavin-4", "Yavin IV", "temperate, tropical", "10200 km"),
        new("planets/hoth", "Hoth", "frozen", "7200 km"),
        new("planets/dagobah", "Dagobah", "murky", "8900 km"),
        new("planets/bespin", "Bespin", "temperate", "118000 km"),
        new("planets/kef-bir", "Kef Bir", "oceanic", "uncharted"),
    ];
}

/// <summary>One entry of the atlas.</summary>
/// <param name="Path">Where it stands; the same in every edition.</param>
/// <param name="Name">The planet's name.</param>
/// <param name="Climate">One or more climates.</param>
/// <param name="Diameter">In kilometres with the unit, or <c>uncharted</c>.</param>
public sealed record AtlasEntry(string Path, string Name, string Climate, string Diameter);
