using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using BatchGen;

namespace Sales.Batch;

[BatchJob("order-load", Concurrency = 1, Owner = "sales", Idempotency = "Upserts by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:sales"])]
public sealed partial class OrderLoad
{
    [Load("sales.order.v1", Attempts = 3, BackoffSeconds = 2, TimeoutSeconds = 30, BatchSize = 500, BatchWaitMs = 100, Deduplicate = true)]
    private Task UpsertAllAsync(IReadOnlyList<BatchRecord<Order>> orders, BatchContext batch, CancellationToken ct) => Task.CompletedTask;

    [Load("sales.refund.v1", Attempts = 3, BackoffSeconds = 2, TimeoutSeconds = 30)]
    private void Count(IReadOnlyCollection<BatchRecord<Refund>> refunds)
    {
    }
}

public sealed record Order([RecordId] long Id, decimal Amount);

public sealed record Refund([RecordId] long Id, decimal Amount);
