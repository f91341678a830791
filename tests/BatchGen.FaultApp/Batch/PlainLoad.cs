using BatchGen.FaultApp.Handling;

namespace BatchGen.FaultApp.Batch;

/// <summary>Keys in order, others side by side; nothing is deduplicated.</summary>
[BatchJob("plain-load", Trigger = "manual: its topic", Concurrency = 1, Owner = "faults", Escalation = "faults", Idempotency = "None: effects are counted, not prevented.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:faults"])]
public sealed partial class PlainLoad(Handler handler)
{
    [Load("faults.plain.v1", Group = "plain-load.load", Attempts = 3, BackoffSeconds = 1, MaxBackoffSeconds = 4, TimeoutSeconds = 30, MaxConcurrency = 8)]
    private Task LoadAsync(BatchRecord<FaultRecord> record, CancellationToken ct) => handler.HandleAsync(record, ct);
}
