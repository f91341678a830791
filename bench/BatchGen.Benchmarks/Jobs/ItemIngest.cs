namespace BatchGen.Benchmarks.Batch;

/// <summary>The job whose publish stage is measured, with a consumer of its own: its handler could publish, so each record has a scope.</summary>
/// <param name="handler">Where records go.</param>
[BatchJob("item-ingest",
    Trigger = "manual: the benchmark",
    Concurrency = 1,
    Owner = "benchmarks",
    Idempotency = "Handling a record changes nothing.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:benchmarks"])]
public sealed partial class ItemIngest(ItemHandler handler)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private IEnumerable<Item> Read() => handler.Source;

    [Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 600)]
    private Item Keep(Item item) => item;

    [Publish("bench.item.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 600)]
    private partial Task PublishAsync(Item item, CancellationToken ct);

    [Load("bench.item.v1", Group = "item-ingest.load", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30,
        MaxConcurrency = 1)]
    private Task LoadAsync(BatchRecord<Item> record, CancellationToken ct) => handler.HandleAsync(record.Payload, ct);
}
