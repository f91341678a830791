using System.Text.Json;
using BatchGen.Testing;

namespace BatchGen.Tests.Commands;

public sealed class StageCommandTests : IDisposable
{
    private const string Batch = "01a0273f-fca0-7d91-82e8-c51e5af34dcb";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_the_stages_one_by_one_and_leaves_a_result_of_each()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = ["demo.item.v1"] });
        foreach ((string stage, int processed) in new[] { ("extract", 5), ("transform", 4), ("publish", 4) })
        {
            AppResult result = await RunAsync(stage, ("Batch__Kafka__BootstrapServers", kafka.BootstrapServers));
            Assert.True(result.Code == ExitCodes.Done, result.Error);
            using JsonDocument file = JsonDocument.Parse(await File.ReadAllTextAsync(_folder[$"{stage}.result.json"]));
            Assert.Equal(
                (Batch, stage, processed),
                (file.RootElement.GetProperty("batch_id").GetString(), file.RootElement.GetProperty("task_name").GetString(), file.RootElement.GetProperty("records_processed").GetInt32()));
            Assert.Equal(stage, JsonDocument.Parse(result.Output).RootElement.GetProperty("task_name").GetString());
        }

        IReadOnlyList<EmbeddedRecord> records = await kafka.Topic("demo.item.v1").ReadAsync();
        Assert.Equal(["items/1", "items/2", "items/4", "items/5"], records.Select(record => record.KeyText).Order());
        Assert.All(records, record => Assert.Contains($"\"batch_id\":\"{Batch}\"", record.ValueText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ends_with_66_when_the_stage_before_has_not_run()
    {
        AppResult result = await RunAsync("transform");
        Assert.Contains("has not run for this batch", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NoInput, result.Code);
    }

    [Fact]
    public async Task Ends_with_65_when_no_attempt_can_help()
    {
        AppResult result = await RunAsync("extract", ("DEMO_MODE", "extract-permanent"));
        Assert.Contains("the source does not exist", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, result.Code);
    }

    [Fact]
    public async Task Makes_one_attempt_and_ends_with_75_when_another_may_help()
    {
        AppResult result = await RunAsync("extract", ("DEMO_MODE", "extract-fails"));
        Assert.Equal(ExitCodes.TemporaryFailure, result.Code);
        using JsonDocument file = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["extract.result.json"]));
        Assert.Equal(1, file.RootElement.GetProperty("attempts").GetInt32());
        Assert.Equal("failed", file.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(["extract.result.json"], _folder.Files);
    }

    [Fact]
    public async Task Ends_when_its_standard_input_closes()
    {
        using AppProcess app = new(Args("extract"), new Dictionary<string, string> { ["DEMO_MODE"] = "hang" });
        while (await app.Error.ReadLineAsync() is { } line && line != "hanging")
        {
        }

        app.CloseInput();
        AppResult result = await app.EndAsync();
        Assert.Contains("Standard input has closed", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Interrupted, result.Code);
        Assert.DoesNotContain("extract.jsonl", _folder.Files);
    }

    private Task<AppResult> RunAsync(string stage, params (string, string)[] environment) => AppProcess.RunAsync(Args(stage), environment);

    private string[] Args(string stage) => ["stage", "demo", stage, "--batch-id", Batch, "--batch-dir", _folder.Path, "--json"];
}
