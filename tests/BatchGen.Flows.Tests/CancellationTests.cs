using System.Text.Json;
using BatchGen.Workflow.Tests;

namespace BatchGen.Flows.Tests;

/// <summary>Runs that are cancelled, or whose process is killed: no process of a stage outlives them.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task A_cancelled_run_stops_its_stage_leaves_a_note_and_does_not_fall_back()
    {
        Processes.Require();
        await using PeopleServer people = new() { Holds = true };
        using FlowFolder flow = SampleFlow.Create(people, "127.0.0.1:1");
        using ChildProcess run = flow.Start();
        await people.Asked;
        int[] stage = Processes.ChildrenOf(run.Id);
        Assert.Single(stage);

        run.Signal("TERM");
        FlowTrace trace = FlowTrace.Read(await run.EndAsync());

        Assert.True(trace.Outcome == "cancelled", trace.ToString());
        await Processes.UntilGoneAsync(stage);
        Assert.Empty(trace.Tasks);
        Assert.Empty(SampleFlow.FallbackEntries(flow));
        JsonElement note = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(flow.BatchFolder(SampleFlow.Batch), "abnormal-end.json"))).RootElement;
        Assert.Equal("Cancelling", note.GetProperty("state").GetString());
        Assert.Equal(SampleFlow.Batch, note.GetProperty("batch_id").GetGuid());
    }

    [Fact]
    public async Task A_cancelled_run_kills_what_ignores_the_first_signal()
    {
        Processes.Require();
        using FlowFolder flow = new(SampleJobs.People);
        FakeHost.UseIn(flow, ("publish", ["hang"]));
        flow.Edit("batch_stages.py", "KILL_GRACE_SECONDS = 10.0", "KILL_GRACE_SECONDS = 1.0");
        using ChildProcess run = flow.Start();
        int[] hanging = await FakeHost.HangingAsync(flow);

        run.Signal("TERM");
        FlowTrace trace = FlowTrace.Read(await run.EndAsync());

        Assert.Equal("cancelled", trace.Outcome);
        await Processes.UntilGoneAsync(hanging);
    }

    [Fact]
    public async Task A_stage_ends_by_itself_when_the_flows_process_is_killed()
    {
        Processes.Require();
        await using PeopleServer people = new() { Holds = true };
        using FlowFolder flow = SampleFlow.Create(people, "127.0.0.1:1");
        using ChildProcess run = flow.Start();
        await people.Asked;
        int[] stage = Processes.ChildrenOf(run.Id);
        Assert.Single(stage);

        run.Signal("KILL");
        await run.EndAsync();

        await Processes.UntilGoneAsync(stage);
    }
}
