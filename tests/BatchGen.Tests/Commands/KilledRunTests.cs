using BatchGen.Testing;

namespace BatchGen.Tests.Commands;

/// <summary>Runs of one batch: killed and run again, or two at once. With real processes.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const string Topic = "demo.item.v1";
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("hang", 0)]
    [InlineData("hang-transform", 0)]
    [InlineData("hang-publish", 4)]
    public async Task A_run_that_is_killed_in_any_stage_publishes_the_same_records_when_it_is_run_again(string mode, int publishedBefore)
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        Guid batch = Guid.CreateVersion7();
        using (AppProcess killed = Run(kafka, batch, mode))
        {
            await UntilHangingAsync(killed);
        }

        await kafka.Topic(Topic).WaitForAsync(publishedBefore);
        using AppProcess again = Run(kafka, batch, mode: "");
        AppResult result = await again.EndAsync();

        Assert.True(result.Code == ExitCodes.Done, result.Error);
        IReadOnlyList<EmbeddedRecord> records = await kafka.Topic(Topic).ReadAsync();
        Assert.Equal(publishedBefore + 4, records.Count);
        Assert.Equal(["items/1", "items/2", "items/4", "items/5"], records.Select(record => record.KeyText!).Distinct().Order(StringComparer.Ordinal));
        Assert.All(records, record => Assert.Contains($"\"batch_id\":\"{batch}\"", record.ValueText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_run_of_a_batch_ends_at_once_and_says_who_has_it()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        Guid batch = Guid.CreateVersion7();
        int holder;
        AppResult refused;
        AppResult otherBatch;
        using (AppProcess first = Run(kafka, batch, "hang"))
        {
            await UntilHangingAsync(first);
            holder = first.Id;
            using AppProcess second = Run(kafka, batch, mode: "");
            refused = await second.EndAsync();
            using AppProcess other = Run(kafka, Guid.CreateVersion7(), mode: "");
            otherBatch = await other.EndAsync();
        }

        using AppProcess third = Run(kafka, batch, mode: "");
        AppResult afterwards = await third.EndAsync();

        Assert.Equal(ExitCodes.TemporaryFailure, refused.Code);
        Assert.Contains($"Batch {batch} of job 'demo' is being run by process {holder}; ", refused.Error, StringComparison.Ordinal);
        Assert.True(otherBatch.Code == ExitCodes.Done, otherBatch.Error);
        Assert.True(afterwards.Code == ExitCodes.Done, afterwards.Error);
    }

    public void Dispose() => _folder.Dispose();

    private AppProcess Run(EmbeddedKafka kafka, Guid batch, string mode) => new(
        ["run", "demo", "--batch-id", batch.ToString()],
        new Dictionary<string, string>
        {
            ["Batch__Kafka__BootstrapServers"] = kafka.BootstrapServers,
            ["Batch__SpoolDirectory"] = _folder["spool"],
            ["Batch__Fallback__Store"] = $"file:{_folder["fallback"]}",
            ["DEMO_MODE"] = mode,
        });

    private static async Task UntilHangingAsync(AppProcess app)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        string? line;
        do
        {
            line = await app.Error.ReadLineAsync(limit.Token);
            Assert.NotNull(line);
        }
        while (line != "hanging");
    }
}
