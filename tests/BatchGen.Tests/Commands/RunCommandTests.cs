using System.Text.Json;
using BatchGen.Testing;

namespace BatchGen.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_publishes_its_batch_and_says_so_as_JSON()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = ["demo.item.v1"] });
        AppResult result = await RunAsync(kafka, "");
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        using JsonDocument summary = JsonDocument.Parse(result.Output);
        Assert.Equal("completed", summary.RootElement.GetProperty("jobs")[0].GetProperty("outcome").GetString());
        Assert.Equal(4, (await kafka.Topic("demo.item.v1").ReadAsync()).Count);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_run_with_records_in_the_fallback_store_publishes_the_others_and_ends_with_75()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = ["demo.item.v1"] });
        AppResult result = await RunAsync(kafka, "transform-fails");
        Assert.Equal(ExitCodes.TemporaryFailure, result.Code);
        using JsonDocument summary = JsonDocument.Parse(result.Output);
        JsonElement job = summary.RootElement.GetProperty("jobs")[0];
        Assert.Equal("partial", job.GetProperty("outcome").GetString());
        Assert.Equal(1, job.GetProperty("stages")[1].GetProperty("records_in_fallback").GetInt32());
        Assert.Contains("two is odd", result.Error, StringComparison.Ordinal);
        Assert.Equal(["items/1", "items/4", "items/5"], (await kafka.Topic("demo.item.v1").ReadAsync()).Select(record => record.KeyText).Order());
        string payload = Assert.Single(_folder.Files, file => file.EndsWith(".payload", StringComparison.Ordinal));
        Assert.Equal("""{"Id":"items/2","Number":2}""", await File.ReadAllTextAsync(_folder[payload]));
    }

    [Fact]
    public async Task A_run_whose_extract_fails_for_good_ends_with_65_and_publishes_nothing()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = ["demo.item.v1"] });
        AppResult result = await RunAsync(kafka, "extract-permanent");
        Assert.Equal(ExitCodes.DataError, result.Code);
        kafka.Topic("demo.item.v1").ShouldBeEmpty();
        Assert.Contains(_folder.Files, file => file.EndsWith("extract.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Up_runs_everything_on_a_broker_of_its_own()
    {
        AppResult result = await AppProcess.RunAsync(["up", "demo", "--json"], Settings(""));
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        using JsonDocument summary = JsonDocument.Parse(result.Output);
        Assert.True(summary.RootElement.GetProperty("broker").GetProperty("is_embedded").GetBoolean());
        Assert.Equal(4, summary.RootElement.GetProperty("consumers")[0].GetProperty("processed").GetInt32());
    }

    private Task<AppResult> RunAsync(EmbeddedKafka kafka, string mode) =>
        AppProcess.RunAsync(["run", "demo", "--json"], [.. Settings(mode), ("Batch__Kafka__BootstrapServers", kafka.BootstrapServers)]);

    private (string, string)[] Settings(string mode) =>
        [("DEMO_MODE", mode), ("Batch__Fallback__Store", $"file:{_folder["fallback"]}"), ("Batch__SpoolDirectory", _folder["spool"])];
}
