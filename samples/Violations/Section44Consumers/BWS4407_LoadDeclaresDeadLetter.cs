using BatchGen;

namespace Violations.LoadDeclaresDeadLetter;

[BatchJob("orders-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersLoad(ITable table)
{
    // BWS4407: meant to keep failed orders out of any topic; they are dead-lettered all the same.
    [Load("orders.placed.v1", DeadLetterTopic = "", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<Order> record, CancellationToken ct) => table.UpsertAsync(record.Payload, ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct);
}
