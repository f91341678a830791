using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>
/// Which slots have had a run: one that Prefect made for the slot, or one that was told to make the slot's batch.
/// </summary>
internal sealed class SlotRuns
{
    private readonly Dictionary<DateTimeOffset, FlowRun> _bySlot = [];
    private readonly Dictionary<Guid, FlowRun> _byBatch = [];

    /// <param name="name">The deployment.</param>
    /// <param name="runs">Its runs; of several of one slot the last in the list counts.</param>
    public SlotRuns(DeploymentName name, IEnumerable<FlowRun> runs)
    {
        foreach (FlowRun run in runs)
        {
            if (!RunBatch.IsGiven(run) && run.ExpectedStartTime is { } slot)
            {
                _bySlot[slot] = run;
            }

            if (RunBatch.Of(run, name) is { } batch)
            {
                _byBatch[batch] = run;
            }
        }
    }

    public FlowRun? Find(DateTimeOffset slot, Guid batch) => _bySlot.GetValueOrDefault(slot) ?? _byBatch.GetValueOrDefault(batch);
}
