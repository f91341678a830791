using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>Asks Prometheus which series there are.</summary>
internal sealed class PrometheusClient(Uri address) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The names of BatchGen's metrics that a job has written since a time.</summary>
    /// <exception cref="HttpRequestException">Prometheus does not answer, or refuses.</exception>
    public async Task<IReadOnlyList<string>> MetricsOfAsync(string job, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        // Prometheus has a label "job" of its own, the scraped target; where it wins, the one of the metric is called exported_job.
        string[] selectors = ["job", "exported_job"];
        string query = string.Join('&', selectors.Select(label => $"match[]={Uri.EscapeDataString($"{{__name__=~\"batchgen_.+\",{label}=\"{job}\"}}")}"));
        using HttpResponseMessage response = await _client.GetAsync(
            $"api/v1/series?{query}&start={since.ToUnixTimeSeconds()}&end={until.ToUnixTimeSeconds()}", cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            SeriesAnswer? answer = await JsonSerializer.DeserializeAsync(body, PrometheusJson.Default.SeriesAnswer, cancellationToken).ConfigureAwait(false);
            return answer is { Status: "success", Data: { } series }
                ? [.. series.Select(labels => labels.GetValueOrDefault("__name__")).OfType<string>().Distinct().Order(StringComparer.Ordinal)]
                : throw new HttpRequestException("it does not answer as Prometheus does");
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException("it does not answer as Prometheus does", exception);
        }
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>What <c>/api/v1/series</c> answers.</summary>
internal sealed record SeriesAnswer(string? Status, IReadOnlyList<IReadOnlyDictionary<string, string>>? Data);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SeriesAnswer))]
internal sealed partial class PrometheusJson : JsonSerializerContext;
