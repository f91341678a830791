using BatchGen;

namespace Violations.JobIsConstructible;

// BWS1002: meant as a base of several jobs, and marked as a job itself.
[BatchJob("orders-base", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public abstract partial class OrdersConsumer
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    protected abstract Task StoreAsync(BatchRecord<Order> record, CancellationToken ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);
