using BatchGen;

namespace Violations.CronCanFire;

// BWS2104: the end of the quarter, but June and September have no 31st.
[BatchJob("orders-closing", Cron = "0 5 31 6,9 *", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersClosing(IShop shop)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IAsyncEnumerable<Order> FetchAsync(CancellationToken ct) => shop.OrdersAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Order? Keep(Order order) => order.Total > 0 ? order : null;

    [Publish("orders.closing.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Order order, CancellationToken ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface IShop
{
    IAsyncEnumerable<Order> OrdersAsync(CancellationToken ct);
}
