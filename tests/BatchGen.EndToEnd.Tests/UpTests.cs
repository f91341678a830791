using System.Text.Json;
using BatchGen.EndToEnd.Support;
using Microsoft.Extensions.Logging.Abstractions;
using StarWars.Swapi;
using StarWars.Swapi.Endpoint;
using StarWars.Tests;
using Xunit;

namespace BatchGen.EndToEnd;

/// <summary>One command, everything in one process: the sample as the README's reader sees it.</summary>
public sealed class UpTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Without_a_command_and_a_cluster_the_sample_runs_on_an_embedded_broker_and_sums_up()
    {
        using SampleApp sample = new();

        (int code, string output, string error) = await sample.RunAsync(Limit.After(Soon));

        Assert.True(code == 0, error);
        Assert.Contains("Embedded Kafka broker at 127.0.0.1:", error, StringComparison.Ordinal);
        Assert.Contains("extract: attempt 1 of 3 failed", error, StringComparison.Ordinal);
        Assert.Contains("503", error, StringComparison.Ordinal);
        Assert.Contains("people table:", output, StringComparison.Ordinal);
        foreach (string heading in (string[])["processed", "filtered", "retried", "dead-lettered", "in fallback", "ack latency", "records/s"])
        {
            Assert.Contains(heading, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Json_gives_the_summary_as_data_and_nothing_else_on_standard_output()
    {
        using SampleApp sample = new();

        (int code, string output, string error) = await sample.RunAsync(Limit.After(Soon), "up", "swapi-people", "--json");

        Assert.True(code == 0, error);
        using JsonDocument summary = JsonDocument.Parse(output);
        JsonElement job = summary.RootElement.GetProperty("jobs")[0];
        JsonElement consumer = summary.RootElement.GetProperty("consumers")[0];
        long read = Stage(job, "extract").GetProperty("records_read").GetInt64();
        long filtered = Stage(job, "transform").GetProperty("records_filtered").GetInt64();
        long published = Stage(job, "publish").GetProperty("records_processed").GetInt64();
        Assert.Equal("completed", job.GetProperty("outcome").GetString());
        Assert.Equal(read, filtered + published);
        Assert.True(filtered > 0, "The sample's data has people of whom nothing can be measured.");
        Assert.Equal(published, consumer.GetProperty("processed").GetInt64());
        Assert.Equal(0, consumer.GetProperty("dead_lettered").GetInt64());
        Assert.True(consumer.GetProperty("ack_latency").GetProperty("p50").GetDouble() > 0);
        Assert.Equal(published, sample.People().Count);
        Assert.True(summary.RootElement.GetProperty("broker").GetProperty("is_embedded").GetBoolean());
    }

    [Fact]
    public async Task Every_one_of_the_82_shared_people_is_in_the_table_or_filtered()
    {
        IReadOnlyList<SwapiPerson> people = SharedPeople.ReadOrSkip();
        using SampleApp sample = new();
        using SwapiEndpoint endpoint = SwapiEndpoint.Start(people, NullLogger.Instance, PageFaults.None);
        sample.Environment["Swapi__BaseUrl"] = endpoint.BaseUrl.ToString();

        (int code, string output, string error) = await sample.RunAsync(Limit.After(Soon), "up", "--json");

        Assert.True(code == 0, error);
        using JsonDocument summary = JsonDocument.Parse(output);
        JsonElement job = summary.RootElement.GetProperty("jobs")[0];
        IReadOnlyDictionary<string, string> loaded = sample.People();
        Assert.Equal(82, people.Count);
        Assert.Equal(82, Stage(job, "extract").GetProperty("records_processed").GetInt64());
        List<SwapiPerson> missing = [.. people.Where(person => !loaded.ContainsKey(person.Url))];
        Assert.Equal(missing.Count, Stage(job, "transform").GetProperty("records_filtered").GetInt64());
        Assert.Equal(82 - missing.Count, loaded.Count);
        Assert.All(missing, person => Assert.Contains($"Left out {person.Name}", error, StringComparison.Ordinal));
        Assert.All(people.Except(missing), person => Assert.Equal(person.Name, loaded[person.Url]));
    }

    [Fact]
    public async Task Running_twice_leaves_the_table_as_running_once()
    {
        using SampleApp sample = new();

        (int first, _, string error) = await sample.RunAsync(Limit.After(Soon), "up");
        IReadOnlyDictionary<string, string> once = sample.People();
        (int second, _, _) = await sample.RunAsync(Limit.After(Soon), "up");

        Assert.True(first == 0, error);
        Assert.Equal(0, second);
        Assert.Equal(once, sample.People());
    }

    private static JsonElement Stage(JsonElement job, string name) =>
        job.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("task_name").GetString() == name);
}
