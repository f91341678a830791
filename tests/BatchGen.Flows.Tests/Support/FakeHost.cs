using System.Text.Json;

namespace BatchGen.Flows.Tests;

/// <summary>One call of the host.</summary>
internal sealed record HostCall(IReadOnlyList<string> Arguments, string? Environment)
{
    public string Stage => Arguments[2];

    /// <summary>The value of an option; null without it.</summary>
    public string? Option(string name) => Arguments.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();
}

/// <summary>A host whose stages end as a test wants (Hosts/fake_host.py), where the real executable cannot be made to.</summary>
internal static class FakeHost
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Puts it behind a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="plan">How the attempts of stages end; one that is not named succeeds.</param>
    public static void UseIn(FlowFolder flow, params (string Stage, string[] Ends)[] plan)
    {
        Directory.CreateDirectory(flow["host"]);
        flow.Environment["BATCH_HOST"] = JsonSerializer.Serialize<string[]>(["python3", Python.Asset("Hosts", "fake_host.py")]);
        flow.Environment["FAKE_HOST_FOLDER"] = flow["host"];
        flow.Environment["FAKE_HOST_PLAN"] = JsonSerializer.Serialize(plan.ToDictionary(static stage => stage.Stage, static stage => stage.Ends));
    }

    /// <summary>The calls so far, in their order.</summary>
    public static IReadOnlyList<HostCall> Calls(FlowFolder flow) =>
        [.. File.ReadLines(Path.Combine(flow["host"], "calls.jsonl")).Select(static line => JsonSerializer.Deserialize<HostCall>(line, Format)!)];

    /// <summary>The stage that hangs, and the process that it has started; waits until there are both.</summary>
    public static async Task<int[]> HangingAsync(FlowFolder flow)
    {
        string file = Path.Combine(flow["host"], "pids");
        await Processes.UntilAsync(() => File.Exists(file), "a stage hangs");
        return [.. (await File.ReadAllTextAsync(file)).Split(' ').Select(int.Parse)];
    }
}
