namespace BatchGen.Benchmarks.Batch;

/// <summary>The consumer that is measured; what its handler does is the scenario's.</summary>
/// <param name="handler">Where records go.</param>
[BatchJob("item-load",
    Trigger = "manual: the benchmark",
    Concurrency = 1,
    Owner = "benchmarks",
    Idempotency = "Handling a record changes nothing.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:benchmarks"])]
public sealed partial class ItemLoad(ItemHandler handler)
{
    [Load("bench.item.v1", Group = "item-load.load", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30,
        MaxConcurrency = 1)]
    private Task LoadAsync(BatchRecord<Item> record, CancellationToken ct) => handler.HandleAsync(record.Payload, ct);
}
