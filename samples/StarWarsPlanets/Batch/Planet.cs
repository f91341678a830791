using System.Globalization;
using StarWars.Planets.Atlas;

namespace StarWars.Planets.Batch;

/// <summary>A planet as <c>planets.ingest.v1</c> carries it.</summary>
/// <param name="Path">Where it stands in the atlas; the same in every run.</param>
/// <param name="Name">The name.</param>
/// <param name="Climate">One or more climates.</param>
/// <param name="DiameterKm">In kilometres.</param>
public sealed record Planet([property: RecordId] string Path, string Name, string Climate, int DiameterKm)
{
    private const string Unit = " km";

    /// <summary>Reads an entry of the atlas; null for a planet that nobody has measured.</summary>
    /// <param name="entry">The entry.</param>
    public static Planet? From(AtlasEntry entry) =>
        entry.Diameter.EndsWith(Unit, StringComparison.Ordinal)
        && int.TryParse(entry.Diameter[..^Unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int diameter)
            ? new Planet(entry.Path, entry.Name, entry.Climate, diameter)
            : null;
}
