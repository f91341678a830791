using System.Collections.Concurrent;
using BatchGen.Configuration;
using BatchGen.Notifications;
using BatchGen.Runtime;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace BatchGen.Engine.Tests;

/// <summary>One consumer, built by hand around a loop like the generated one. Set what differs, then start it.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly IEmbeddedBroker _kafka;
    private KafkaProducers? _producers;

    public Engine(IEmbeddedBroker kafka) => _kafka = kafka;

    public StageDescriptor Stage { get; set; } = new(StageKind.Load, "LoadAsync")
    {
        Attempts = 3,
        Backoff = TimeSpan.FromMilliseconds(20),
        MaxBackoff = TimeSpan.FromMilliseconds(50),
        Timeout = TimeSpan.FromSeconds(20),
        Topic = EngineTest.Topic,
        Group = "work.load",
        DeadLetterTopic = EngineTest.DeadLetterTopic,
        MaxConcurrency = 16,
    };

    public ConsumerOptions Options { get; set; } = new() { CommitInterval = TimeSpan.FromMilliseconds(50), Drain = TimeSpan.FromSeconds(10) };

    /// <summary>The scale of the 5 s between two tries of a record that nobody takes; declared backoffs are already short.</summary>
    public double BackoffScale { get; set; } = 1;

    public RecordHandler<Work> Handler { get; set; } = (_, _, _) => default;

    /// <summary>Set for a handler of many.</summary>
    public RecordBatchHandler<Work>? BatchHandler { get; set; }

    /// <summary>Set for a loop that is not like the generated one.</summary>
    public LoadLoop? Loop { get; set; }

    public MemoryFallback Fallback { get; } = new();

    public MemoryAlerts Alerts { get; } = new();

    /// <summary>Set to have alerts really sent, to the channels of <see cref="Notify"/>.</summary>
    public IAlerts? RealAlerts { get; set; }

    public IReadOnlyList<string> Notify { get; set; } = ["slack:work"];

    public MemoryIdempotency? Idempotency { get; set; }

    /// <summary>The store of a loop that is not like the generated one.</summary>
    public IIdempotencyStore? Store { get; set; }

    /// <summary>What the handler of one has succeeded for, in order.</summary>
    public ConcurrentQueue<BatchRecord<Work>> Handled { get; } = new();

    public LoadConsumer Consumer { get; private set; } = null!;

    public ConsumerStatistics Statistics => Consumer.Statistics;

    public PublishStatistics? Published { get; private set; }

    public async Task StartAsync()
    {
        BatchOptions options = new() { Consumer = Options };
        KafkaConnection connection = new(options);
        connection.Use(_kafka);
        _producers = new KafkaProducers(connection, NullLogger<KafkaProducers>.Instance);
        JobDescriptor job = new("work", typeof(Engine)) { Fallback = new("file:unused", Notify), Stages = [Stage] };
        PublishTarget target = new(_producers.For(KafkaProducers.StandardPolicy()), TimeProvider.System);
        Published = target.Statistics;
        LoadServices services = new(
            job,
            Stage,
            Options,
            new PipelineSettings(TimeProvider.System, BackoffScale),
            new ConsumerStatistics(Stage, job.Name),
            new DeadLetterWriter(_producers, TimeProvider.System, NullLogger<DeadLetterWriter>.Instance),
            Fallback,
            RealAlerts ?? Alerts,
            Store ?? Idempotency,
            target,
            Stage.Transactional ? () => new OffsetTransactions(_producers.NewTransactional(KafkaProducers.StandardPolicy(), Stage.Group!)) : null,
            NullLogger.Instance);
        LoadPlan plan = new(Stage, Config(), Loop ?? (BatchHandler is null ? LoopAsync : LoopBatchesAsync));
        Consumer = new LoadConsumer(services, plan, () => connection.Complete(plan.Config));
        Consumer.Start();
        await Consumer.Ready.WaitAsync(Wait.Limit);
    }

    public async Task StopAsync() => await Consumer.StopAsync().WaitAsync(Wait.Limit);

    public async ValueTask DisposeAsync()
    {
        if (Consumer is not null)
        {
            await Consumer.DisposeAsync();
        }

        _producers?.Dispose();
    }

    private ConsumerConfig Config() => new()
    {
        GroupId = Stage.Group,
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        AutoOffsetReset = AutoOffsetReset.Earliest,
        IsolationLevel = IsolationLevel.ReadCommitted,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        MaxPollIntervalMs = 300_000,
        SessionTimeoutMs = 45_000,
    };

    private async Task LoopAsync(LoadWorker worker)
    {
        RecordHandler<Work> handler = async (record, batch, ct) =>
        {
            await Handler(record, batch, ct);
            Handled.Enqueue(record);
        };

        while (worker.TryTake(out ConsumedMessage? message))
        {
            if (worker.TryOpen(message, WorkJson.Default.Work, out BatchRecord<Work>? record, out RecordFailure? failure))
            {
                if (Idempotency is null)
                {
                    failure = await worker.HandleAsync(message, record, handler);
                }
                else if (await worker.TryClaimAsync(message, record))
                {
                    failure = await worker.HandleAsync(message, record, handler);
                    if (failure is null)
                    {
                        await worker.MarkDoneAsync(message, record);
                    }
                }
            }

            while (failure is not null && !await worker.DeadLetterAsync(message, failure) && !await worker.FallBackAsync(message, failure))
            {
                await worker.HoldPartitionAsync(message, failure);
            }

            worker.Complete(message);
        }
    }

    private async Task LoopBatchesAsync(LoadWorker worker)
    {
        while (await worker.TakeBatchAsync() is { } messages)
        {
            RecordBatch<Work> batch = worker.OpenBatch(messages, WorkJson.Default.Work);
            if (Idempotency is not null)
            {
                await worker.ClaimBatchAsync(batch);
            }

            await worker.HandleBatchAsync(batch, BatchHandler!);
            if (Idempotency is not null)
            {
                await worker.MarkBatchDoneAsync(batch);
            }

            foreach ((ConsumedMessage message, RecordFailure? failure) in batch.Outcomes)
            {
                while (failure is not null && !await worker.DeadLetterAsync(message, failure) && !await worker.FallBackAsync(message, failure))
                {
                    await worker.HoldPartitionAsync(message, failure);
                }

                worker.Complete(message);
            }
        }
    }
}
