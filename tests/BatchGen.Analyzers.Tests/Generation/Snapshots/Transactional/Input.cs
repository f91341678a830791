using System.Threading;
using System.Threading.Tasks;
using BatchGen;

namespace Orders.Batch;

[BatchJob("order-prices", Concurrency = 1, Owner = "orders", Idempotency = "Output and offset are one Kafka transaction.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders"])]
public sealed partial class OrderPrices
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30, MaxConcurrency = 8, Transactional = true)]
    private async Task PriceAsync(Order order, CancellationToken ct) => await PublishAsync(new PricedOrder(order.Id, order.Items * 2), ct);

    [Publish("orders.priced.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(PricedOrder order, CancellationToken ct);
}

public sealed record Order([property: RecordId] string Id, int Items);

public sealed record PricedOrder([property: RecordId] string Id, int Price);
