using BatchGen;

namespace Violations.ConsumerLivesInBatchNamespace;

[BatchJob("orders-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
// BWS4408: neither the namespace nor the folder says that something consumes here.
public sealed partial class OrdersLoad(ITable table)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<Order> record, CancellationToken ct) => table.UpsertAsync(record.Payload, ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct);
}
