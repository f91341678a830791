using BatchGen.FaultApp.Handling;

namespace BatchGen.FaultApp.Batch;

/// <summary>No order at all.</summary>
[BatchJob("loose-load", Trigger = "manual: its topic", Concurrency = 1, Owner = "faults", Escalation = "faults", Idempotency = "None: effects are counted, not prevented.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:faults"])]
public sealed partial class LooseLoad(Handler handler)
{
    [Load("faults.loose.v1", Group = "loose-load.load", Attempts = 3, BackoffSeconds = 1, MaxBackoffSeconds = 4, TimeoutSeconds = 30, MaxConcurrency = 8, Ordering = RecordOrdering.None)]
    private Task LoadAsync(BatchRecord<FaultRecord> record, CancellationToken ct) => handler.HandleAsync(record, ct);
}
