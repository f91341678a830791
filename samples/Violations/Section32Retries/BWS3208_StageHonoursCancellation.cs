using BatchGen;

namespace Violations.StageHonoursCancellation;

[BatchJob("orders-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersLoad(ITable table)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    // BWS3208: the attempt that timed out still writes while the next one runs.
    private Task StoreAsync(Order order, CancellationToken ct) => table.UpsertAsync(order);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct = default);
}
