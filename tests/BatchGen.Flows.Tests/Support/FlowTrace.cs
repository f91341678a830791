using System.Text.Json;

namespace BatchGen.Flows.Tests;

/// <summary>
/// What a flow did, as the stand-in for Prefect has recorded it. The outcome is <c>completed</c>, <c>failed</c>, <c>cancelled</c> (by SIGTERM) or
/// <c>crashed</c>; the error is what the run failed with, the result what the flow returned.
/// </summary>
internal sealed record FlowTrace(
    string Outcome,
    string? Error,
    JsonElement? Result,
    IReadOnlyList<TaskTrace> Tasks,
    IReadOnlyList<WaitTrace> Waits,
    IReadOnlyList<EventTrace> Events,
    IReadOnlyList<ArtifactTrace> Artifacts,
    IReadOnlyList<DeploymentRunTrace> DeploymentRuns,
    IReadOnlyList<LogTrace> Logs)
{
    private const string Mark = "TRACE ";
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static FlowTrace Read(ChildResult run)
    {
        string last = run.Output.TrimEnd().Split('\n')[^1];
        Assert.True(last.StartsWith(Mark, StringComparison.Ordinal), $"exit code {run.Code}\n{run.Output}\n{run.Error}");
        return JsonSerializer.Deserialize<FlowTrace>(last[Mark.Length..], Format)!;
    }

    /// <summary>The tasks in the order in which they ended, with their states and attempts: <c>extract Completed 1</c>.</summary>
    public IEnumerable<string> TaskStates => Tasks.Select(static task => $"{task.Name} {task.State} {task.Attempts}");

    /// <summary>The seconds before the further attempts of a task.</summary>
    public IEnumerable<double> WaitsOf(string task) => Waits.Where(wait => wait.Task == task).Select(static wait => wait.Seconds);

    /// <summary>The logs that are one JSON object each; other ones are output of stages.</summary>
    public IEnumerable<JsonElement> StructuredLogs =>
        Logs.Where(static log => log.Message.StartsWith('{')).Select(static log => JsonDocument.Parse(log.Message).RootElement);

    public override string ToString() => string.Join('\n', [$"{Outcome}: {Error}", .. TaskStates, .. Logs.Select(static log => log.Message)]);
}

internal sealed record TaskTrace(string Name, string State, int Attempts, string? Message);

internal sealed record WaitTrace(string Task, double Seconds);

internal sealed record EventTrace(string Event, IReadOnlyDictionary<string, string> Resource, JsonElement Payload);

internal sealed record ArtifactTrace(string Kind, string Key, JsonElement Body, string? Description);

internal sealed record DeploymentRunTrace(string Name, IReadOnlyDictionary<string, string> Parameters, double? Timeout, bool AsSubflow, string? IdempotencyKey);

internal sealed record LogTrace(string Level, string Message);
