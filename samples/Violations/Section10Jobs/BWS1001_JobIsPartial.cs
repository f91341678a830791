using BatchGen;

namespace Violations.JobIsPartial;

// BWS1001: without "partial" the generator cannot write the other half of this class.
[BatchJob("orders-archive", Concurrency = 1, Owner = "orders", Idempotency = "Writes each order to its own object.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed class OrdersArchive(IArchive archive)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<Order> record, CancellationToken ct) => archive.PutAsync(record.Payload, ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface IArchive
{
    Task PutAsync(Order order, CancellationToken ct);
}
