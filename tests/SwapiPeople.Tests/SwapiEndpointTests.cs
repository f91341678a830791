using System.Net;
using System.Text.Json;
using StarWars.Swapi;
using StarWars.Swapi.Endpoint;
using Xunit;

namespace StarWars.Tests;

public class SwapiEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serves_the_paging_shape_of_swapi()
    {
        using SwapiEndpoint endpoint = People.Serve(People.Numbered(21));
        using HttpClient http = new();

        using JsonDocument page = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(endpoint.BaseUrl, "people/?page=2"), Cancellation));

        Assert.Equal(21, page.RootElement.GetProperty("count").GetInt32());
        Assert.Equal($"{endpoint.BaseUrl}people/?page=3", page.RootElement.GetProperty("next").GetString());
        Assert.Equal($"{endpoint.BaseUrl}people/?page=1", page.RootElement.GetProperty("previous").GetString());
        Assert.Equal(10, page.RootElement.GetProperty("results").GetArrayLength());
        Assert.Equal("Person 11", page.RootElement.GetProperty("results")[0].GetProperty("name").GetString());
        Assert.True(page.RootElement.GetProperty("results")[0].TryGetProperty("birth_year", out _));
    }

    [Theory]
    [InlineData("people/?page=0")]
    [InlineData("people/?page=4")]
    [InlineData("people/?page=two")]
    [InlineData("planets/")]
    public async Task Answers_404_for_what_there_is_not(string address)
    {
        using SwapiEndpoint endpoint = People.Serve(People.Numbered(21));
        using HttpClient http = new();

        using HttpResponseMessage response = await http.GetAsync(new Uri(endpoint.BaseUrl, address), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Every_seed_costs_two_attempts_and_lets_the_third_succeed()
    {
        IReadOnlyList<SwapiPerson> people = People.Numbered(82);

        for (int seed = 0; seed < 25; seed++)
        {
            using SwapiEndpoint endpoint = People.Serve(people, new PageFaults(seed, faultyPages: 2));

            await Assert.ThrowsAsync<HttpRequestException>(() => People.ReadAsync(endpoint.BaseUrl));
            await Assert.ThrowsAsync<HttpRequestException>(() => People.ReadAsync(endpoint.BaseUrl));
            Assert.Equal(people, await People.ReadAsync(endpoint.BaseUrl));
        }
    }

    [Fact]
    public async Task The_same_seed_fails_the_same_pages()
    {
        Assert.Equal(await FailingPagesAsync(seed: 1138), await FailingPagesAsync(seed: 1138));
        Assert.NotEqual(await FailingPagesAsync(seed: 1138), await FailingPagesAsync(seed: 1139));
    }

    [Fact]
    public async Task Stops_when_it_is_disposed()
    {
        SwapiEndpoint endpoint = People.Serve(People.Numbered(1));
        endpoint.Dispose();

        await Assert.ThrowsAsync<HttpRequestException>(() => People.ReadAsync(endpoint.BaseUrl));
    }

    private static async Task<List<int>> FailingPagesAsync(int seed)
    {
        using SwapiEndpoint endpoint = People.Serve(People.Numbered(82), new PageFaults(seed, faultyPages: 2));
        using HttpClient http = new();
        List<int> failing = [];

        for (int page = 1; page <= 9; page++)
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(endpoint.BaseUrl, $"people/?page={page}"), Cancellation);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                failing.Add(page);
            }
        }

        return failing;
    }
}
