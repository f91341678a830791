using Microsoft.Extensions.Logging.Abstractions;
using StarWars.Batch;
using StarWars.Swapi;
using StarWars.Swapi.Endpoint;
using Xunit;

namespace StarWars.Tests;

/// <summary>People to test with, and short ways to serve and read them.</summary>
internal static class People
{
    public static IReadOnlyList<SwapiPerson> Numbered(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new SwapiPerson(SwapiEndpoint.PersonUrl(number), $"Person {number}"))];

    public static Person Measured(int number, int height) => new(
        SwapiEndpoint.PersonUrl(number), $"Padmé {number}", height, 78.2, -41.9, null, "none", "fair", "blue", null, ["gender", "homeworld"]);

    public static SwapiEndpoint Serve(IReadOnlyList<SwapiPerson> people, PageFaults? faults = null) =>
        SwapiEndpoint.Start(people, NullLogger.Instance, faults ?? PageFaults.None);

    public static async Task<List<SwapiPerson>> ReadAsync(Uri baseUrl)
    {
        using SwapiClient client = new(() => baseUrl);
        return await client.PeopleAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
