using BatchGen;

namespace Violations.StageCreatesNoDynamicTasks;

[BatchJob("orders-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersLoad(ITable table)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task StoreAsync(IReadOnlyList<BatchRecord<Order>> records, CancellationToken ct) =>

        // BWS1203: MaxConcurrency of the stage limits nothing here.
        Parallel.ForEachAsync(records, ct, async (record, token) => await table.UpsertAsync(record.Payload, token));
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct = default);
}
