using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>A stage in the model of its job.</summary>
internal static class StageModel
{
    public static IReadOnlyList<(string Name, Action Write)> Of(JobSpec job, StageSpec stage, JsonTextWriter json)
    {
        JsonMembers members = new(json);
        members.Text("kind", Lower(stage.Kind));
        members.Text("method", stage.Method.Name);
        members.Text("summary", stage.Summary);
        members.Number("attempts", stage.Attempts);
        members.Number("backoff_seconds", stage.BackoffSeconds);
        members.Number("max_backoff_seconds", stage.MaxBackoffSeconds);
        members.Number("timeout_seconds", stage.TimeoutSeconds);
        members.Text("topic", stage.Topic);
        members.Text("input", (stage.Payload?.Type ?? stage.Method.Input)?.DisplayName);
        members.Text("output", stage.Method.Output?.DisplayName);
        members.Text("record_id", First(stage.Payload?.RecordIds));
        members.Text("record_key", First(stage.Payload?.RecordKeys));
        members.Text("compression_type", stage.CompressionType is { } compression ? Lower(compression) : null);
        members.Number("linger_ms", stage.LingerMs);
        members.Text("group", stage.Kind == StageKind.Load ? job.GroupOf(stage) : null);
        members.Number("max_concurrency", stage.MaxConcurrency);
        members.Text("ordering", stage.Ordering is { } ordering ? Lower(ordering) : null);
        members.Text("dead_letter_topic", stage.DeadLetterTopic);
        members.Flag("takes_batches", stage.Kind == StageKind.Load && stage.Method.LoadForm == LoadForm.Batch);
        members.Flag("deduplicate", stage.Deduplicate);
        members.Flag("transactional", stage.Transactional);
        members.Number("batch_size", stage.BatchSize);
        members.Number("batch_wait_ms", stage.BatchWaitMs);
        members.Text("dynamic_tasks", stage.DynamicTasks);
        return members.All;
    }

    private static string? First(EquatableArray<RecordMember>? members) => members is { Count: > 0 } some ? some[0].Name : null;

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
