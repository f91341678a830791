using BatchGen;

namespace Violations.StageDoesNotOrchestrate;

[BatchJob("orders-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersLoad(ITable table)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private async Task StoreAsync(Order order, CancellationToken ct)
    {
        while (true)
        {
            // BWS1101: the loop retries for ever, and nobody is told.
            try
            {
                await table.UpsertAsync(order, ct);
                return;
            }
            catch (TimeoutException)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), ct);
            }
        }
    }
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct = default);
}
