using BatchGen;

namespace Violations.JobStatesIdempotency;

// BWS1304: may this be run again for yesterday?
[BatchJob("orders-snapshot", Cron = "5 4 * * *", Concurrency = 1, Owner = "orders")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersSnapshot(IShop shop)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IAsyncEnumerable<Order> FetchAsync(CancellationToken ct) => shop.OrdersAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Order? Keep(Order order) => order.Total > 0 ? order : null;

    [Publish("orders.snapshot.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Order order, CancellationToken ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface IShop
{
    IAsyncEnumerable<Order> OrdersAsync(CancellationToken ct);
}
