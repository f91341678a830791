using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <summary>Handles one record.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask RecordHandler<T>(BatchRecord<T> record, BatchContext batch, CancellationToken cancellationToken);

/// <summary>Handles many records in one call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask RecordBatchHandler<T>(IReadOnlyList<BatchRecord<T>> records, BatchContext batch, CancellationToken cancellationToken);

/// <summary>What the generated consumer loop calls: takes records that are ready, and the steps to take with each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LoadWorker
{
    public bool TryTake([NotNullWhen(true)] out ConsumedMessage? message) => throw null!;

    public bool TryOpen<T>(
        ConsumedMessage message, JsonTypeInfo<T> json, [NotNullWhen(true)] out BatchRecord<T>? record, [NotNullWhen(false)] out RecordFailure? failure) => throw null!;

    public ValueTask<bool> TryClaimAsync<T>(ConsumedMessage message, BatchRecord<T> record) => throw null!;

    public ValueTask MarkDoneAsync<T>(ConsumedMessage message, BatchRecord<T> record) => throw null!;

    public ValueTask<RecordFailure?> HandleAsync<T>(ConsumedMessage message, BatchRecord<T> record, RecordHandler<T> handler) => throw null!;

    public ValueTask<IReadOnlyList<ConsumedMessage>?> TakeBatchAsync() => throw null!;

    public RecordBatch<T> OpenBatch<T>(IReadOnlyList<ConsumedMessage> messages, JsonTypeInfo<T> json) => throw null!;

    public ValueTask ClaimBatchAsync<T>(RecordBatch<T> batch) => throw null!;

    public ValueTask HandleBatchAsync<T>(RecordBatch<T> batch, RecordBatchHandler<T> handler) => throw null!;

    public ValueTask MarkBatchDoneAsync<T>(RecordBatch<T> batch) => throw null!;

    public ValueTask<bool> DeadLetterAsync(ConsumedMessage message, RecordFailure failure) => throw null!;

    public ValueTask<bool> FallBackAsync(ConsumedMessage message, RecordFailure failure) => throw null!;

    public ValueTask HoldPartitionAsync(ConsumedMessage message, RecordFailure failure) => throw null!;

    public void Complete(ConsumedMessage message) => throw null!;
}
