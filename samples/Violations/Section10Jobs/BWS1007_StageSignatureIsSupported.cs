using BatchGen;

namespace Violations.StageSignatureIsSupported;

[BatchJob("orders-index", Concurrency = 1, Owner = "orders", Idempotency = "Indexes by order number.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersIndex(ISearch search)
{
    // BWS1007: nobody looks at the bool, so that "not indexed" would count as done.
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task<bool> IndexAsync(BatchRecord<Order> record, CancellationToken ct) => search.TryIndexAsync(record.Payload, ct);
}

public sealed record Order([property: RecordId] string Number, string Customer);

public interface ISearch
{
    Task<bool> TryIndexAsync(Order order, CancellationToken ct);
}
