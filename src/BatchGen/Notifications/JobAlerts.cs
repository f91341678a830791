using BatchGen.Runtime;

namespace BatchGen.Notifications;

/// <summary>The alerts that there are, with what a person does next about each.</summary>
internal static class JobAlerts
{
    public static Alert DeadLettered(JobDescriptor job, ConsumedMessage message, string deadLetterTopic, RecordFailure failure) => new()
    {
        Kind = AlertKind.DeadLettered,
        Job = job.Name,
        Place = message.Partition.Topic,
        What = $"a record of {message.Partition.Topic} went to {deadLetterTopic}",
        Why = $"{failure.Kind} after {failure.Attempts} attempts: {failure.Message}",
        NextStep = $"batchgen dlq list --topic {deadLetterTopic}",
        BatchId = failure.BatchId,
        Partition = message.Partition.Partition,
        Offset = message.Offset,
    };

    public static Alert FellBack(JobDescriptor job, ConsumedMessage message, IFallbackStore store, RecordFailure failure) => new()
    {
        Kind = AlertKind.Fallback,
        Job = job.Name,
        Place = message.Partition.Topic,
        What = $"a record of {message.Partition.Topic} is in {store.Location}",
        Why = $"{failure.Kind}: {failure.Message}",
        NextStep = ListCommand(store),
        BatchId = failure.BatchId,
        Partition = message.Partition.Partition,
        Offset = message.Offset,
    };

    public static Alert Held(JobDescriptor job, ConsumedMessage message, string why) => new()
    {
        Kind = AlertKind.PartitionHeld,
        Job = job.Name,
        Place = message.Partition.Topic,
        What = $"{message.Partition.Topic}[{message.Partition.Partition}] stands at offset {message.Offset}",
        Why = why,
        NextStep = "make what is named above work again: the partition then goes on by itself, nothing is lost meanwhile",
        Partition = message.Partition.Partition,
        Offset = message.Offset,
    };

    public static Alert RunFailed(JobDescriptor job, string stage, Guid batchId, string why) => new()
    {
        Kind = AlertKind.RunFailed,
        Job = job.Name,
        Place = stage,
        What = $"{stage} of batch {batchId} failed",
        Why = why,
        NextStep = $"run {job.Name} --batch-id {batchId} (with the job's executable; it makes the same batch again)",
        BatchId = batchId,
    };

    /// <summary>An outside orchestrator has used up its attempts; what follows depends on whether the batch's records are kept.</summary>
    public static Alert GivenUp(JobDescriptor job, string stage, Guid batchId, string why, long records, IFallbackStore store) =>
        RunFailed(job, stage, batchId, why) with
        {
            What = records > 0 ? $"{stage} of batch {batchId} failed, {records} records are in {store.Location}" : $"{stage} of batch {batchId} failed",
            NextStep = records > 0 ? ListCommand(store) : $"run the batch again where it was started from, with the batch id {batchId}",
        };

    public static Alert RunCompleted(JobDescriptor job, StageResult notify) => new()
    {
        Kind = AlertKind.RunCompleted,
        Job = job.Name,
        Place = "run",
        What = $"batch {notify.BatchId} is done, {notify.RecordsProcessed} records published",
        Why = $"{notify.RecordsRead} read, {notify.RecordsFiltered} filtered, {notify.RecordsProcessed} published",
        BatchId = notify.BatchId,
    };

    public static Alert RunFellBack(JobDescriptor job, string stage, Guid batchId, long records, IFallbackStore store, string why) => new()
    {
        Kind = AlertKind.Fallback,
        Job = job.Name,
        Place = stage,
        What = $"batch {batchId} has {records} records in {store.Location}",
        Why = why,
        NextStep = ListCommand(store),
        BatchId = batchId,
    };

    public static Alert StoreAway(JobDescriptor job, IFallbackStore store, Guid batchId, string why) => new()
    {
        Kind = AlertKind.StoreAway,
        Job = job.Name,
        Place = store.Location,
        What = $"{store.Location} does not take what is left of batch {batchId}",
        Why = why,
        NextStep = $"make the store work again, then run {job.Name} --batch-id {batchId}",
        BatchId = batchId,
    };

    public static Alert NotCompensated(JobDescriptor job, Guid batchId, string compensating, string what, string why, string command) => new()
    {
        Kind = AlertKind.NotCompensated,
        Job = job.Name,
        Place = compensating,
        What = what,
        Why = why,
        NextStep = command,
        BatchId = batchId,
    };

    /// <summary>A folder is named as <c>--store</c> wants it.</summary>
    private static string ListCommand(IFallbackStore store) =>
        $"batchgen fallback list --store {(Path.IsPathFullyQualified(store.Location) ? $"file:{store.Location}" : store.Location)}";
}
