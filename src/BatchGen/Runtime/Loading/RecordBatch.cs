using System.ComponentModel;

namespace BatchGen.Runtime;

/// <summary>Handles many records in one call.</summary>
/// <typeparam name="T">The payload.</typeparam>
/// <param name="records">The records, of one partition and in their order.</param>
/// <param name="batch">The batch that the first of them belongs to.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the partition has left.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask RecordBatchHandler<T>(IReadOnlyList<BatchRecord<T>> records, BatchContext batch, CancellationToken cancellationToken);

/// <summary>Records that are handled in one call, and what came of each.</summary>
/// <typeparam name="T">The payload.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordBatch<T>
{
    internal RecordBatch(int capacity) => Items = new List<Item>(capacity);

    /// <summary>What came of each record, in their order; the failure is null when it was handled or skipped.</summary>
    public IEnumerable<(ConsumedMessage Message, RecordFailure? Failure)> Outcomes => Items.Select(item => (item.Message, item.Failure));

    internal List<Item> Items { get; }

    /// <summary>The records that are to be handled: readable and not skipped.</summary>
    internal IEnumerable<Item> Open => Items.Where(item => item.Record is not null && item.Message.Outcome != RecordOutcome.Skipped);

    internal sealed class Item(ConsumedMessage message, BatchRecord<T>? record, RecordFailure? failure)
    {
        public ConsumedMessage Message => message;

        public BatchRecord<T>? Record => record;

        public RecordIdentity Identity => new(record!.BatchId, record.RecordId);

        public RecordFailure? Failure { get; set; } = failure;
    }
}
