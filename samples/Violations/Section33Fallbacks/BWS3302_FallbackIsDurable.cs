using BatchGen;

namespace Violations.FallbackIsDurable;

[BatchJob("orders-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
// BWS3302: two slashes make it a path below the working directory, which goes with the container.
[Fallback("file://var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
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
