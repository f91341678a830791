using BatchGen;

namespace Violations.TransformIsDeterministic;

[BatchJob("orders-ingest", Cron = "0 2 * * *", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersIngest(IShop shop)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IAsyncEnumerable<ShopOrder> FetchAsync(CancellationToken ct) => shop.OrdersAsync(ct);

    // BWS1204: after midnight a rerun takes other orders for late.
    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Order Clean(ShopOrder order) => new(order.Number, order.DueAt < DateTime.UtcNow);

    [Publish("orders.placed.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Order order, CancellationToken ct);
}

public sealed record ShopOrder(string Number, DateTime DueAt);

public sealed record Order([property: RecordId] string Number, bool IsLate);

public interface IShop
{
    IAsyncEnumerable<ShopOrder> OrdersAsync(CancellationToken ct);
}
