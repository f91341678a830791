using BatchGen;

namespace Violations.StageTypesConnect;

[BatchJob("orders-shop-import", Cron = "15 4 * * *", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersImport(IShop shop)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private IAsyncEnumerable<ShopOrder> FetchAsync(CancellationToken ct) => shop.OrdersAsync(ct);

    // BWS1202: the extract gives what the shop has, not yet an order.
    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Order? Keep(Order order) => order.Total > 0 ? order : null;

    [Publish("orders.import.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Order order, CancellationToken ct);
}

public sealed record ShopOrder(string Id, string Amount);

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface IShop
{
    IAsyncEnumerable<ShopOrder> OrdersAsync(CancellationToken ct);
}
