using BatchGen;

namespace Violations.PayloadIsSerializable;

[BatchJob("orders-details", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersLoad(ITable table)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<Order> record, CancellationToken ct) => table.UpsertAsync(record.Payload, ct);
}

// BWS4204: nothing says what to read the details back as.
public sealed record Order([property: RecordId] string Number, Dictionary<string, object> Details);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct);
}
