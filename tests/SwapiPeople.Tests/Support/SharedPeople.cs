using System.Globalization;
using System.Text.Json;
using StarWars.Swapi;
using StarWars.Swapi.Endpoint;
using Xunit;

namespace StarWars.Tests;

/// <summary>The 82 people of <c>shared/data/swapi/people.json</c>, which lies beside the repository where it is there at all.</summary>
internal static class SharedPeople
{
    /// <summary>Reads the file and puts it the way SWAPI does, or skips the test by name.</summary>
    public static IReadOnlyList<SwapiPerson> ReadOrSkip()
    {
        string path = Path.Combine(RepositoryRoot(), "..", "shared", "data", "swapi", "people.json");
        Assert.SkipUnless(File.Exists(path), "shared/data/swapi/people.json is not beside the repository.");

        using JsonDocument fixture = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. fixture.RootElement.EnumerateArray().Select(Person)];
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BatchGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("BatchGen.sln is in no folder above the test.");
    }

    private static SwapiPerson Person(JsonElement entry)
    {
        JsonElement fields = entry.GetProperty("fields");
        int homeworld = fields.GetProperty("homeworld").GetInt32();

        return new SwapiPerson(
            SwapiEndpoint.PersonUrl(entry.GetProperty("pk").GetInt32()),
            Text("name"),
            Text("height"),
            Text("mass"),
            Text("hair_color"),
            Text("skin_color"),
            Text("eye_color"),
            Text("birth_year"),
            Text("gender"),
            string.Create(CultureInfo.InvariantCulture, $"https://swapi.example/api/planets/{homeworld}/"));

        string Text(string field) => fields.GetProperty(field).GetString()!;
    }
}
