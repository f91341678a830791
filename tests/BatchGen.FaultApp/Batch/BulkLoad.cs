using BatchGen.FaultApp.Handling;

namespace BatchGen.FaultApp.Batch;

/// <summary>A handler of many.</summary>
[BatchJob("bulk-load", Trigger = "manual: its topic", Concurrency = 1, Owner = "faults", Escalation = "faults", Idempotency = "None: effects are counted, not prevented.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:faults"])]
public sealed partial class BulkLoad(Handler handler)
{
    [Load("faults.bulk.v1", Group = "bulk-load.load", Attempts = 3, BackoffSeconds = 1, MaxBackoffSeconds = 4, TimeoutSeconds = 30, MaxConcurrency = 4, BatchSize = 20, BatchWaitMs = 20)]
    private Task LoadAsync(IReadOnlyList<BatchRecord<FaultRecord>> records, CancellationToken ct) => handler.HandleAsync(records, ct);
}
