using BatchGen;
using Microsoft.Extensions.Logging;

namespace Violations.StageLogsAreStructured;

[BatchJob("orders-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class OrdersLoad(ITable table)
{
    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private async Task StoreAsync(Order order, BatchContext batch, CancellationToken ct)
    {
        await table.UpsertAsync(order, ct);

        // BWS3101: every order makes a message of its own.
        batch.Logger.LogInformation($"Stored order {order.Number}");
    }
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct = default);
}
