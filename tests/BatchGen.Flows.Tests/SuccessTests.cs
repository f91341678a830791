using System.Text.Json;
using BatchGen.Testing;

namespace BatchGen.Flows.Tests;

/// <summary>A run where nothing fails: the sample's flow, its executable, and an embedded broker.</summary>
public sealed class SuccessTests
{
    [Fact]
    public async Task The_topic_has_the_records_of_the_slots_batch_and_everything_told_names_it()
    {
        await using PeopleServer people = new();
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [SampleFlow.Topic] });
        using FlowFolder flow = SampleFlow.Create(people, kafka.BootstrapServers);

        FlowTrace run = await flow.RunAsync();

        Assert.True(run.Outcome == "completed", run.ToString());
        Assert.Equal(["extract Completed 1", "transform Completed 1", "publish Completed 1", "notify Completed 1"], run.TaskStates);
        Assert.Empty(run.Waits);
        Assert.Equal(SampleFlow.Batch, run.Result!.Value.GetProperty("batch_id").GetGuid());
        Assert.Equal(2, run.Result.Value.GetProperty("records_processed").GetInt32());

        IReadOnlyList<EmbeddedRecord> records = await kafka.Topic(SampleFlow.Topic).ReadAsync();
        Assert.Equal(["https://swapi.example/api/people/1/", "https://swapi.example/api/people/3/"], records.Select(static record => Envelope(record, "record_id")).Order());
        Assert.All(records, static record => Assert.Equal(SampleFlow.Batch.ToString(), Envelope(record, "batch_id")));
        Assert.Equal(["extract 3", "transform 2", "publish 2", "notify 2"], run.Events.Select(static told => $"{Text(told.Payload, "task_name")} {Text(told.Payload, "records_processed")}"));
        Assert.All(run.Events, static told => Assert.Equal(SampleFlow.Batch.ToString(), Text(told.Payload, "batch_id")));
        Assert.Equal(8, run.StructuredLogs.Count());
        Assert.All(run.StructuredLogs, static log => Assert.Equal(SampleFlow.Batch.ToString(), Text(log, "batch_id")));
        Assert.Equal(
            ["stage completed extract 3", "stage completed transform 2", "stage completed publish 2", "stage completed notify 2"],
            run.StructuredLogs.Select(static log => $"{Text(log, "message")} {Text(log, "task_name")} {Text(log, "records_processed")}").Where(static log => log.StartsWith("stage completed", StringComparison.Ordinal)));
        ArtifactTrace artifact = Assert.Single(run.Artifacts);
        Assert.Equal($"table swapi-people-local-stages batch_id {SampleFlow.Batch}, scheduled 2026-08-22T02:15:00+00:00", $"{artifact.Kind} {artifact.Key} {artifact.Description}");
        Assert.Equal(["extract 3", "transform 2", "publish 2"], artifact.Body.EnumerateArray().Select(static row => $"{Text(row, "task_name")} {Text(row, "records_processed")}"));
        Assert.Empty(Directory.GetFiles(flow.BatchFolder(SampleFlow.Batch), "*.jsonl"));
    }

    private static string Envelope(EmbeddedRecord record, string name) => Text(JsonDocument.Parse(record.ValueText!).RootElement, name);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();
}
