using BatchGen;

namespace Violations.JobDeclaresFallback;

// BWS3301: an order that cannot be stored, dead-lettered or retried is gone.
[BatchJob("orders-keep", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
public sealed partial class OrdersLoad(ITable table)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<Order> record, CancellationToken ct) => table.UpsertAsync(record.Payload, ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct);
}
