using BatchGen;

namespace Violations.StageDoesNotBlock;

[BatchJob("orders-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersLoad(ITable table)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private void Store(Order order, CancellationToken ct) =>

        // BWS3209: one pool thread for each order that is on its way.
        table.UpsertAsync(order, ct).GetAwaiter().GetResult();
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct = default);
}
