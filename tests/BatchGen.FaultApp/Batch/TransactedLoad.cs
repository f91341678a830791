using System.Data.Common;
using BatchGen.FaultApp.Handling;

namespace BatchGen.FaultApp.Batch;

/// <summary>Keys in order, and the effect is a row of the transaction that also marks the record as done.</summary>
[BatchJob("transacted-load", Trigger = "manual: its topic", Concurrency = 1, Owner = "faults", Escalation = "faults",
    Idempotency = "Effect and mark are one transaction.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:faults"])]
public sealed partial class TransactedLoad(Handler handler)
{
    [Load("faults.transacted.v1", Group = "transacted-load.load", Attempts = 3, BackoffSeconds = 1, MaxBackoffSeconds = 4, TimeoutSeconds = 30,
        MaxConcurrency = 8, Deduplicate = true)]
    private Task LoadAsync(BatchRecord<FaultRecord> record, DbTransaction transaction, CancellationToken ct) =>
        handler.HandleAsync(record, () => EffectTable.AddAsync(record, transaction, ct), ct);
}
