using Microsoft.Extensions.Configuration;
using StarWars.Swapi;
using StarWars.Swapi.Endpoint;
using Xunit;

namespace StarWars.Tests;

public class SwapiServicesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_live_service_the_film_people_are_served()
    {
        using ServiceProvider services = Services(new() { ["Swapi:FaultyPages"] = "0" });

        List<SwapiPerson> people = await services.GetRequiredService<SwapiClient>().PeopleAsync(Cancellation).ToListAsync(Cancellation);

        Assert.Equal(FilmPeople.All, people);
    }

    [Fact]
    public async Task A_live_service_takes_the_place_of_the_samples_own()
    {
        IReadOnlyList<SwapiPerson> live = People.Numbered(12);
        using SwapiEndpoint endpoint = People.Serve(live);
        using ServiceProvider services = Services(new() { ["Swapi:BaseUrl"] = endpoint.BaseUrl.AbsoluteUri.TrimEnd('/') });

        List<SwapiPerson> people = await services.GetRequiredService<SwapiClient>().PeopleAsync(Cancellation).ToListAsync(Cancellation);

        Assert.Equal(live, people);
    }

    [Theory]
    [InlineData("Swapi:BaseUrl", "swapi.example/api")]
    [InlineData("Swapi:BaseUrl", "ftp://swapi.example/api")]
    [InlineData("Swapi:Seed", "many")]
    [InlineData("Swapi:FaultyPages", "3")]
    public void A_wrong_setting_is_named_when_the_client_is_made(string key, string value)
    {
        using ServiceProvider services = Services(new() { [key] = value });

        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(services.GetRequiredService<SwapiClient>);

        Assert.StartsWith($"{key} is '{value}'", failure.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddSwapi()
        .BuildServiceProvider();
}
