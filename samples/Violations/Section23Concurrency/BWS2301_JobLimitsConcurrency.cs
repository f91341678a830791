using BatchGen;

namespace Violations.JobLimitsConcurrency;

// BWS2301: a slow hour, and two runs write the same orders in turn.
[BatchJob("orders-sync", Cron = "0 * * * *", Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersSync(IShop shop)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IAsyncEnumerable<Order> FetchAsync(CancellationToken ct) => shop.OrdersAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Order? Keep(Order order) => order.Total > 0 ? order : null;

    [Publish("orders.sync.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Order order, CancellationToken ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface IShop
{
    IAsyncEnumerable<Order> OrdersAsync(CancellationToken ct);
}
