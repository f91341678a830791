using System.Collections.Concurrent;
using BatchGen.Hosting.Reports;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Hosting.Commands;

/// <summary><c>run JOB</c>: the local orchestrator.</summary>
internal sealed class RunCommand(string job, string? batchId, string? compensates, bool json) : ICommand
{
    public async Task<int> RunAsync(IServiceProvider services, CancellationToken stopping)
    {
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        JobPlan plan = services.GetRequiredService<JobCatalog>().Find(job);
        RunCommandChecks.RequireRun(plan);
        CompensatedBatch? failed = compensates is null ? null : BatchIdText.ParseCompensated(compensates, plan.Descriptor.Name);
        Guid batch = BatchOf(plan.Descriptor, failed, time);
        SummaryBuilder summary = new("run", services.GetRequiredService<KafkaConnection>().BootstrapServers, isEmbedded: false, time);
        await using Progress progress = new(time);
        Compensator compensator = services.GetRequiredService<Compensator>();
        ConcurrentQueue<(JobDescriptor Job, Guid Batch, RunOutcome Outcome)> compensated = new();
        compensator.Start([plan], new CompensatorSettings
        {
            OnProgress = progress.Say,
            OnStage = progress.Watch,
            OnEnded = (job, batch, outcome) => compensated.Enqueue((job, batch, outcome)),
        });
        try
        {
            RunOutcome outcome = await services.GetRequiredService<JobRunner>()
                .RunAsync(plan, new RunRequest(batch, OnProgress: progress.Say, OnStage: progress.Watch, Compensates: failed), stopping)
                .ConfigureAwait(false);
            summary.Add(plan.Descriptor, batch, outcome);
            await compensator.DrainAsync(stopping).ConfigureAwait(false);
        }
        finally
        {
            await compensator.StopAsync().ConfigureAwait(false);
        }

        await progress.DisposeAsync().ConfigureAwait(false);
        foreach ((JobDescriptor compensatingJob, Guid compensatingBatch, RunOutcome outcome) in compensated)
        {
            summary.Add(compensatingJob, compensatingBatch, outcome);
        }

        return summary.Write(services, json);
    }

    private Guid BatchOf(JobDescriptor descriptor, CompensatedBatch? failed, TimeProvider time)
    {
        if (failed is null)
        {
            return batchId is null ? Guid.CreateVersion7(time.GetUtcNow()) : BatchIdText.Parse(batchId);
        }

        return batchId is null
            ? BatchIds.ForCompensation(descriptor.Name, failed.Job, failed.BatchId)
            : throw new UsageException("--batch-id and --compensates cannot go together: the batch id follows from what is compensated.");
    }
}

/// <summary>What <c>run</c>, <c>stage</c> and <c>up</c> ask of a job.</summary>
internal static class RunCommandChecks
{
    public static bool CanRun(JobPlan plan) => plan.Descriptor.Stages.Any(stage => stage.Kind == StageKind.Extract);

    /// <exception cref="UsageException">The job only consumes.</exception>
    public static void RequireRun(JobPlan plan)
    {
        if (!CanRun(plan))
        {
            throw new UsageException($"Job '{plan.Descriptor.Name}' only consumes: its topic triggers it. Use: consume {plan.Descriptor.Name}");
        }
    }
}
