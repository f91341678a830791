using BatchGen;

namespace Audit.Batch;

[BatchJob("audit-trail", Concurrency = 1, Owner = "audit", Idempotency = "Appends by record_id.")]
[Fallback("s3://audit/fallback", Notify = ["pagerduty:audit"], Compensate = "audit-repair")]
public partial class AuditTrail
{
    [Load("audit.entry.v2", Group = "audit", Attempts = 1, BackoffSeconds = 5, TimeoutSeconds = 1, Ordering = RecordOrdering.Partition)]
    public void Append(Entry entry) => System.ArgumentNullException.ThrowIfNull(entry);
}

public sealed class Entry
{
    [RecordId]
    public System.Guid Id { get; init; }
}
