using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace StarWars.Swapi;

/// <summary>
/// Reads a Star Wars API page by page. It tries nothing twice and sets no time limit: attempts, backoff and timeout belong to the
/// stage that calls it.
/// </summary>
/// <param name="baseUrl">Gives the address above <c>people/</c>; asked when people are asked for.</param>
public sealed class SwapiClient(Func<Uri> baseUrl) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>All people, in the source's order.</summary>
    /// <param name="cancellationToken">Ends the request that is under way.</param>
    /// <exception cref="HttpRequestException">The source cannot be reached or answered with a failure that may pass.</exception>
    /// <exception cref="PermanentFailureException">The source refused the request: another attempt would fare the same.</exception>
    /// <exception cref="InvalidDataException">The answer is not a page, or the pages do not hold the people they promise.</exception>
    public async IAsyncEnumerable<SwapiPerson> PeopleAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Uri? address = new(baseUrl().AbsoluteUri.TrimEnd('/') + "/people/?page=1");
        int seen = 0;

        while (address is not null)
        {
            SwapiPage page = await PageAsync(address, cancellationToken);

            foreach (SwapiPerson person in page.Results)
            {
                yield return person;
            }

            // Also what ends a source whose pages lead round in a circle.
            seen += page.Results.Count;
            if (seen > page.Count || (page.Next is null && seen < page.Count))
            {
                throw new InvalidDataException($"{address} promises {page.Count} people in all, but the pages up to it hold {seen}.");
            }

            address = page.Next is null ? null : new Uri(address, page.Next);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<SwapiPage> PageAsync(Uri address, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.GetAsync(address, cancellationToken);

        if (!response.IsSuccessStatusCode)
        {
            string failure = $"{address} answered {(int)response.StatusCode} ({response.ReasonPhrase}).";
            throw MayPass(response.StatusCode)
                ? new HttpRequestException(failure, inner: null, response.StatusCode)
                : new PermanentFailureException(failure + " Is Swapi:BaseUrl right?");
        }

        try
        {
            return await response.Content.ReadFromJsonAsync(SwapiJson.Default.SwapiPage, cancellationToken)
                ?? throw new InvalidDataException($"{address} answered null instead of a page of people.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{address} did not answer a page of people: {exception.Message}", exception);
        }
    }

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
