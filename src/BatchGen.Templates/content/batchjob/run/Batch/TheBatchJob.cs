using TheNamespace.Source;
using TheNamespace.Storage;

namespace TheNamespace.Batch;

/// <summary>Reads the rows of a source, cleans them, and stores them by way of <c>the.topic.v1</c>.</summary>
[BatchJob("the-batch",
#if (scheduled)
    Cron = "the-cron",
#else
    Trigger = "manual: batchgen run the-batch",
#endif
    Concurrency = 1,
    Owner = "the-owner",
    Idempotency = "Writes by record_id; a rerun of a batch writes the same records over themselves.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:the-domain-alerts"])]
public sealed partial class TheBatchJob(ITheBatchSource source, ITheBatchStore store)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private IAsyncEnumerable<TheBatchRow> ReadAsync(CancellationToken ct) => source.ReadAsync(ct);

    /// <summary>A row without a name is left out.</summary>
    [Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]
    private TheBatchRecord? Clean(TheBatchRow row) => TheBatchRecord.From(row);

    [Publish("the.topic.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(TheBatchRecord record, CancellationToken ct);

    [Load("the.topic.v1", Group = "the-batch.load", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<TheBatchRecord> record, CancellationToken ct) => store.WriteAsync(record.Payload, ct);
}
