using BatchGen;

namespace Violations.PublishRetryMeetsStandard;

[BatchJob("orders-export", Cron = "40 3 * * *", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersExport(IShop shop)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IAsyncEnumerable<Order> FetchAsync(CancellationToken ct) => shop.OrdersAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Order? Keep(Order order) => order.Total > 0 ? order : null;

    // BWS3204: gives up within seconds, and the election of a leader takes longer.
    [Publish("orders.export.v1", Attempts = 3, BackoffSeconds = 2, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Order order, CancellationToken ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface IShop
{
    IAsyncEnumerable<Order> OrdersAsync(CancellationToken ct);
}
