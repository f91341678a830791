using BatchGen.FaultApp.Handling;

namespace BatchGen.FaultApp.Batch;

/// <summary>Keys in order, and what the store knows to be done is skipped.</summary>
[BatchJob("deduplicated-load", Trigger = "manual: its topic", Concurrency = 1, Owner = "faults", Escalation = "faults",
    Idempotency = "The store skips what is done; a crash between effect and mark repeats it.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:faults"])]
public sealed partial class DeduplicatedLoad(Handler handler)
{
    [Load("faults.deduplicated.v1", Group = "deduplicated-load.load", Attempts = 3, BackoffSeconds = 1, MaxBackoffSeconds = 4, TimeoutSeconds = 30,
        MaxConcurrency = 8, Deduplicate = true)]
    private Task LoadAsync(BatchRecord<FaultRecord> record, CancellationToken ct) => handler.HandleAsync(record, ct);
}
