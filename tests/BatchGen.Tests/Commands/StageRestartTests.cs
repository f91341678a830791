using System.Text.Json;
using BatchGen.Testing;

namespace BatchGen.Tests.Commands;

/// <summary>Stages that are killed at any moment and started again with the same batch id and folder. With real processes.</summary>
public sealed class StageRestartTests
{
    private const string Topic = "demo.item.v1";

    [Fact]
    public async Task Whenever_a_stage_is_killed_its_files_are_whole_or_not_there()
    {
        Random random = new(20261128);
        using StageProcess stages = new();
        stages.Environment["DEMO_COUNT"] = "30000";
        for (int i = 0; i < 6; i++)
        {
            string stage = i < 3 ? "extract" : "transform";
            if (i == 3)
            {
                await stages.DoneAsync("extract");
            }

            using (AppProcess app = stages.Start(stage))
            {
                // The files that it writes say how far it is, so that most of the kills meet it at work.
                await Task.WhenAny(UntilWorkingAsync(stages.Folder), Task.Delay(TimeSpan.FromSeconds(20)));
                await Task.Delay(random.Next(120));
                app.Kill();
            }

            foreach (string spool in Directory.EnumerateFiles(stages.Folder, "*.jsonl"))
            {
                Assert.Equal(Path.GetFileName(spool) == "extract.jsonl" ? 30_000 : 29_999, (await File.ReadAllTextAsync(spool)).Count(c => c == '\n'));
            }

            foreach (string result in Directory.EnumerateFiles(stages.Folder, "*.result.json"))
            {
                Assert.Equal("completed", JsonDocument.Parse(await File.ReadAllBytesAsync(result)).RootElement.GetProperty("outcome").GetString());
                Assert.True(File.Exists(result.Replace(".result.json", ".jsonl", StringComparison.Ordinal)), $"{result} says that its stage is done");
            }
        }

        await stages.DoneAsync("transform");
        Assert.Equal(29_999, stages.Result("transform").GetProperty("records_processed").GetInt32());
        Assert.Empty(Directory.EnumerateFiles(stages.Folder, "*.tmp"));
    }

    [Fact]
    public async Task A_transform_that_was_killed_makes_the_same_bytes_when_it_is_started_again()
    {
        using StageProcess stages = new();
        await stages.DoneAsync("extract", "transform");
        string spool = Path.Combine(stages.Folder, "transform.jsonl");
        byte[] undisturbed = await File.ReadAllBytesAsync(spool);
        File.Delete(spool);
        stages.Environment["DEMO_MODE"] = "hang-transform";
        using (AppProcess killed = stages.Start("transform"))
        {
            await killed.SaysAsync("hanging");
            killed.Kill();
        }

        Assert.False(File.Exists(spool));
        Assert.False(File.Exists(Path.Combine(stages.Folder, "transform.result.json")));
        stages.Environment.Remove("DEMO_MODE");
        await stages.DoneAsync("transform");
        Assert.Equal(undisturbed, await File.ReadAllBytesAsync(spool));
    }

    [Fact]
    public async Task A_publish_that_was_killed_half_way_sends_the_same_records_when_it_is_started_again()
    {
        await using EmbeddedKafka disturbed = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        await using EmbeddedKafka undisturbed = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        using StageProcess stages = new(disturbed.BootstrapServers);
        stages.Environment["DEMO_COUNT"] = "20000";
        await stages.DoneAsync("extract", "transform");
        using (AppProcess killed = stages.Start("publish"))
        {
            await disturbed.Topic(Topic).WaitForAsync(1, TimeSpan.FromSeconds(30));
            killed.Kill();
        }

        int before = (await disturbed.Topic(Topic).ReadAsync()).Count;
        await stages.DoneAsync("publish");
        stages.Environment["Batch__Kafka__BootstrapServers"] = undisturbed.BootstrapServers;
        await stages.DoneAsync("publish");

        IReadOnlyList<EmbeddedRecord> records = await disturbed.Topic(Topic).ReadAsync();
        IReadOnlyList<EmbeddedRecord> expected = await undisturbed.Topic(Topic).ReadAsync();
        Assert.Equal(19_999, expected.Count);
        Assert.Equal(before + 19_999, records.Count);
        Assert.Equal(
            expected.Select(record => (record.KeyText, record.ValueText)).Order(),
            records.Select(record => (record.KeyText, record.ValueText)).Distinct().Order());
    }

    private static async Task UntilWorkingAsync(string folder)
    {
        while (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*.jsonl.*.tmp").Any())
        {
            await Task.Delay(2);
        }
    }
}
