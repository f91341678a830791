using BatchGen;

namespace Violations.StageBelongsToJob;

// BWS1005: the stage was moved out of its job, and nothing calls it any more.
public sealed class OrdersRefund(ITable table)
{
    [Load("orders.refunded.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<Order> record, CancellationToken ct) => table.UpsertAsync(record.Payload, ct);
}

public sealed record Order([property: RecordId] string Number, decimal Total);

public interface ITable
{
    Task UpsertAsync(Order order, CancellationToken ct);
}
