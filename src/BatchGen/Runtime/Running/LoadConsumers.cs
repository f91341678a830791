using BatchGen.Configuration;
using BatchGen.Fallbacks;
using BatchGen.Idempotency;
using BatchGen.Notifications;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>Makes the consumers of jobs.</summary>
internal sealed class LoadConsumers(
    BatchOptions options,
    KafkaConnection connection,
    KafkaProducers producers,
    DeadLetterWriter deadLetters,
    FallbackStores stores,
    IdempotencyStores idempotency,
    IAlerts alerts,
    TimeProvider time,
    ILoggerFactory loggers,
    Compensations? compensations = null,
    HandlerTrial? trial = null)
{
    /// <summary>The consumers of a job, not started yet.</summary>
    /// <param name="plan">The job.</param>
    /// <param name="backoffScale">What every backoff is multiplied with: 1, and less for a local <c>up</c>.</param>
    /// <exception cref="BatchConfigurationException">No cluster is named, or a stage needs a store that is not there.</exception>
    public IReadOnlyList<LoadConsumer> Create(JobPlan plan, double backoffScale = 1) =>
        [.. plan.Loads.Select(load => Create(plan, load, new PipelineSettings(time, backoffScale)))];

    private LoadConsumer Create(JobPlan plan, LoadPlan load, PipelineSettings pipeline)
    {
        JobDescriptor job = plan.Descriptor;
        if (load.Stage.MaxConcurrency < 1 || load.Stage.BatchSize < 1)
        {
            throw new InvalidOperationException(
                $"Job '{job.Name}': [Load(\"{load.Stage.Topic}\")] needs a MaxConcurrency and a BatchSize of at least 1, or it would never take a record.");
        }

        CheckTransactions(plan, load.Stage);
        alerts.Open(job);
        connection.Complete(load.Config);
        LoadServices shared = new(
            job,
            load.Stage,
            options.Consumer,
            pipeline,
            new ConsumerStatistics(load.Stage, job.Name),
            deadLetters,
            stores.Open(job),
            alerts,
            load.Stage.Deduplicate ? idempotency.For(job, load.Stage) : null,
            plan.PublishConfig() is { } config ? new PublishTarget(producers.For(config), time) : null,
            load.Stage.Transactional ? () => new OffsetTransactions(producers.NewTransactional(plan.PublishConfig()!, load.Stage.Group!)) : null,
            loggers.CreateLogger($"BatchGen.{job.Name}"))
        {
            Compensations = compensations,
            Trial = trial,
        };
        return new LoadConsumer(shared, load, () => connection.Complete(load.Config));
    }

    private static void CheckTransactions(JobPlan plan, StageDescriptor stage)
    {
        string? problem = stage switch
        {
            { Transactional: false } => null,
            { Deduplicate: true } => "Deduplicate, whose mark is no part of the transaction: a crash between them would lose what was published",
            { BatchSize: not null } => "a handler of many records",
            _ when plan.PublishConfig() is null => "nothing to publish: the job has no [Publish] stage",
            _ => null,
        };
        if (problem is not null)
        {
            throw new InvalidOperationException($"Job '{plan.Descriptor.Name}': [Load(\"{stage.Topic}\")] is Transactional and has {problem}.");
        }
    }
}
