using BatchGen;

namespace Violations.CronDoesNotOverlap;

[BatchJob("orders-settle", Cron = "0 1 * * *", Concurrency = 1, Owner = "orders", Critical = true, ExpectedMinutes = 90, Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersSettle(IShop shop)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IAsyncEnumerable<Order> FetchAsync(CancellationToken ct) => shop.OrdersAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Order? Keep(Order order) => order.Total > 0 ? order : null;

    [Publish("orders.settle.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Order order, CancellationToken ct);
}

// BWS2105: on the first of each month while the settlement still runs.
[BatchJob("orders-invoice", Cron = "0 2 1 * *", Concurrency = 1, Owner = "orders", Critical = true, Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersInvoice(IShop shop)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IAsyncEnumerable<Order> FetchAsync(CancellationToken ct) => shop.OrdersAsync(ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Order? Keep(Order order) => order.Total > 0 ? order : null;

    [Publish("orders.invoice.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Order order, CancellationToken ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface IShop
{
    IAsyncEnumerable<Order> OrdersAsync(CancellationToken ct);
}
