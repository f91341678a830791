using StarWars.Swapi;
using StarWars.Swapi.Endpoint;
using Xunit;

namespace StarWars.Tests;

public class SwapiClientTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(25)]
    public async Task Reads_every_page_in_order(int count)
    {
        IReadOnlyList<SwapiPerson> people = People.Numbered(count);
        using SwapiEndpoint endpoint = People.Serve(people);

        Assert.Equal(people, await People.ReadAsync(endpoint.BaseUrl));
    }

    [Fact]
    public async Task Does_not_try_again_what_failed()
    {
        using SwapiEndpoint endpoint = People.Serve(People.Numbered(10), new PageFaults(seed: 1, faultyPages: 1));

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => People.ReadAsync(endpoint.BaseUrl));

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Contains("/api/people/?page=1 answered 503", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_for_good_when_the_address_is_wrong()
    {
        using SwapiEndpoint endpoint = People.Serve(People.Numbered(1));

        PermanentFailureException failure = await Assert.ThrowsAsync<PermanentFailureException>(
            () => People.ReadAsync(new Uri(endpoint.BaseUrl, "/api/persons")));

        Assert.Contains("404", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancellation_ends_the_request_that_is_under_way()
    {
        using ScriptedServer server = new("""{"count":2,"next":"?page=2","previous":null,"results":[{"url":"u1","name":"n1"}]}""");
        using SwapiClient client = new(() => server.BaseUrl);
        using CancellationTokenSource cancellation = new();
        List<string> seen = [];

        async Task ReadAsync()
        {
            await foreach (SwapiPerson person in client.PeopleAsync(cancellation.Token))
            {
                seen.Add(person.Name);
            }
        }

        Task reading = ReadAsync();
        await server.Unanswered.WaitAsync(TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["n1"], seen);
    }

    [Theory]
    [InlineData("""<html>Maintenance</html>""")]
    [InlineData("""null""")]
    [InlineData("""{"count":1,"previous":null,"results":[{"url":"u1","name":"n1"}]}""")]
    [InlineData("""{"count":1,"next":null,"previous":null,"results":[{"name":"no url"}]}""")]
    [InlineData("""{"count":1,"next":null,"previous":null,"results":[{"url":"u1","name":null}]}""")]
    public async Task Says_when_an_answer_is_not_a_page(string body)
    {
        using ScriptedServer server = new(body);

        InvalidDataException failure = await Assert.ThrowsAsync<InvalidDataException>(() => People.ReadAsync(server.BaseUrl));

        Assert.Contains($"{server.BaseUrl}/people/?page=1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"count":3,"next":null,"previous":null,"results":[{"url":"u1","name":"n1"}]}""", "promises 3")]
    [InlineData("""{"count":1,"next":"?page=1","previous":null,"results":[{"url":"u1","name":"n1"}]}""", "hold 2")]
    public async Task Says_when_the_pages_do_not_hold_the_people_they_promise(string page, string said)
    {
        using ScriptedServer server = new(page, page);

        InvalidDataException failure = await Assert.ThrowsAsync<InvalidDataException>(() => People.ReadAsync(server.BaseUrl));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }
}
