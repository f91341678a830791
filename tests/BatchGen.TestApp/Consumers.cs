using System.Text.Json.Serialization.Metadata;
using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.TestApp;

/// <summary>The consumer's policy and loop, as the generator writes them.</summary>
internal static class Consumers
{
    public static ConsumerConfig Config(string group) => new()
    {
        GroupId = group,
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        AutoOffsetReset = AutoOffsetReset.Earliest,
        IsolationLevel = IsolationLevel.ReadCommitted,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        MaxPollIntervalMs = 300_000,
        SessionTimeoutMs = 45_000,
    };

    public static async Task LoopAsync<T>(LoadWorker worker, JsonTypeInfo<T> json, RecordHandler<T> handler)
    {
        while (worker.TryTake(out ConsumedMessage? message))
        {
            if (worker.TryOpen(message, json, out BatchRecord<T>? record, out RecordFailure? failure))
            {
                failure = await worker.HandleAsync(message, record, handler);
            }

            while (failure is not null && !await worker.DeadLetterAsync(message, failure) && !await worker.FallBackAsync(message, failure))
            {
                await worker.HoldPartitionAsync(message, failure);
            }

            worker.Complete(message);
        }
    }
}
