using BatchGen.FaultApp.Handling;

namespace BatchGen.FaultApp.Batch;

/// <summary>Partitions in order.</summary>
[BatchJob("serial-load", Trigger = "manual: its topic", Concurrency = 1, Owner = "faults", Escalation = "faults", Idempotency = "None: effects are counted, not prevented.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:faults"])]
public sealed partial class SerialLoad(Handler handler)
{
    [Load("faults.serial.v1", Group = "serial-load.load", Attempts = 3, BackoffSeconds = 1, MaxBackoffSeconds = 4, TimeoutSeconds = 30, MaxConcurrency = 4, Ordering = RecordOrdering.Partition)]
    private Task LoadAsync(BatchRecord<FaultRecord> record, CancellationToken ct) => handler.HandleAsync(record, ct);
}
