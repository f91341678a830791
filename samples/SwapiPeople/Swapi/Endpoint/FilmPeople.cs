using System.Globalization;
using System.Reflection;

namespace StarWars.Swapi.Endpoint;

/// <summary>The people of <c>film-people.txt</c>, put the way SWAPI puts them.</summary>
public static class FilmPeople
{
    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<SwapiPerson> All { get; } = [.. Rows().Select(Person)];

    private static IEnumerable<string[]> Rows()
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream("film-people.txt")!;
        using StreamReader reader = new(file);

        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('|', StringSplitOptions.TrimEntries);
            }
        }
    }

    private static SwapiPerson Person(string[] row, int index) => new(
        SwapiEndpoint.PersonUrl(index + 1),
        Name: row[0],
        Height: Number(row[1]),
        Mass: Number(row[2]),
        HairColor: Text(row[3]),
        SkinColor: Text(row[4]),
        EyeColor: Text(row[5]),
        BirthYear: Year(row[6]),
        Gender: Text(row[7]),
        Homeworld: Text(row[8]));

    private static string Text(string fact) => fact switch
    {
        "" => "unknown",
        "-" => "n/a",
        _ => fact,
    };

    private static string Number(string fact) =>
        fact.Length == 0 ? "unknown" : decimal.Parse(fact, CultureInfo.InvariantCulture).ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Year(string fact) => fact switch
    {
        "" => "unknown",
        ['-', .. string before] => before + "BBY",
        _ => fact + "ABY",
    };
}
