using System.Diagnostics.CodeAnalysis;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Testing;

/// <summary>The paths of a consumer. Each starts from nothing: its own broker, its own hosts.</summary>
internal sealed partial class ConformancePaths<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob>(
    object sample, Action<IServiceCollection>? configure, ConformanceOptions options)
    where TJob : class, IBatchJob
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>The job's name, once a path has started it.</summary>
    public string Job { get; private set; } = typeof(TJob).Name;

    public IReadOnlyList<(string Name, Func<CancellationToken, Task<ConformanceResult>> Run)> All =>
    [
        ("success", SuccessAsync),
        ("retry", RetryAsync),
        ("failure", FailureAsync),
        ("dead letter", DeadLetterAsync),
        ("duplicate", DuplicateAsync),
        ("crash", CrashAsync),
        ("shutdown", ShutdownAsync),
        ("cancellation", CancellationAsync),
    ];

    private static ConformanceResult Passed(string detail) => new("", ConformanceOutcome.Passed, detail);

    private static ConformanceResult NotVerified(string detail) => new("", ConformanceOutcome.NotVerified, detail);

    private static ConformanceResult Failed(string detail) => new("", ConformanceOutcome.Failed, detail);

    private async Task<BatchTestHost<TJob>> StartAsync(EmbeddedKafka kafka, ConformanceTrial trial, CancellationToken cancellationToken)
    {
        Dictionary<string, string?> settings = new(options.Settings, StringComparer.OrdinalIgnoreCase) { ["Batch:Consumer:DrainSeconds"] = "2" };
        BatchTestHost<TJob> host = await BatchTestHost.StartAsync<TJob>(
            kafka,
            services =>
            {
                configure?.Invoke(services);
                services.AddSingleton<HandlerTrial>(trial);
            },
            new BatchTestHostOptions { BackoffScale = 0.01, Timeout = options.Timeout, Settings = settings },
            cancellationToken).ConfigureAwait(false);
        Job = host.Plan.Descriptor.Name;
        options.SetDependency?.Invoke(host.Services, DependencyState.Working);
        return host;
    }

    private Task PublishAsync(EmbeddedKafka kafka, BatchTestHost<TJob> host, Guid batchId, CancellationToken cancellationToken)
    {
        CheckTopics(host.Plan);
        return options.Publish is { } publish
            ? publish(kafka, batchId, cancellationToken)
            : host.PublishAllAsync<object>([sample], batchId, cancellationToken);
    }

    private void CheckTopics(JobPlan plan)
    {
        if (plan.Loads.Count == 0)
        {
            throw new ArgumentException($"Job '{plan.Descriptor.Name}' has no [Load] stage: there is no consumer to verify.");
        }

        if (options.Publish is null && Consumers(plan) == 0)
        {
            throw new ArgumentException(
                $"Job '{plan.Descriptor.Name}' does not publish what it consumes: set {nameof(ConformanceOptions)}.{nameof(options.Publish)}.");
        }
    }

    /// <summary>How many consumers get the sample.</summary>
    private int Consumers(JobPlan plan)
    {
        string? topic = plan.Descriptor.Stages.FirstOrDefault(static stage => stage.Kind == StageKind.Publish)?.Topic;
        return options.Publish is not null ? 1 : plan.Loads.Count(load => load.Stage.Topic == topic);
    }

    private StageDescriptor Stage(JobPlan plan)
    {
        string? topic = plan.Descriptor.Stages.FirstOrDefault(static stage => stage.Kind == StageKind.Publish)?.Topic;
        return (plan.Loads.FirstOrDefault(load => options.Publish is null && load.Stage.Topic == topic) ?? plan.Loads[0]).Stage;
    }

    private async Task<bool> UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        while (!condition())
        {
            await Task.Delay(Step, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
            {
                return condition();
            }
        }

        return true;
    }

    private static Guid NewBatch() => Guid.CreateVersion7();
}
