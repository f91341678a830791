using TheNamespace.Storage;

namespace TheNamespace.Batch;

/// <summary>Stores the records of <c>the.topic.v1</c>: a consumer, started by its topic.</summary>
[BatchJob("the-batch",
    Concurrency = 1,
    Owner = "the-owner",
    Idempotency = "Writes by record_id; a record that is delivered again is written over itself.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:the-domain-alerts"])]
public sealed partial class TheBatchJob(ITheBatchStore store)
{
    [Load("the.topic.v1", Group = "the-batch.load", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<TheBatchRecord> record, CancellationToken ct) => store.WriteAsync(record.Payload, ct);
}
