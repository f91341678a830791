using BatchGen.Hosting.Reports;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Hosting.Commands;

/// <summary><c>run JOB</c>: the local orchestrator.</summary>
internal sealed class RunCommand(string job, string? batchId, bool json) : ICommand
{
    public async Task<int> RunAsync(IServiceProvider services, CancellationToken stopping)
    {
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        JobPlan plan = services.GetRequiredService<JobCatalog>().Find(job);
        RunCommandChecks.RequireRun(plan);
        Guid batch = batchId is null ? Guid.CreateVersion7(time.GetUtcNow()) : BatchIdText.Parse(batchId);
        SummaryBuilder summary = new("run", services.GetRequiredService<KafkaConnection>().BootstrapServers, isEmbedded: false, time);
        await using Progress progress = new(time);
        RunOutcome outcome = await services.GetRequiredService<JobRunner>()
            .RunAsync(plan, new RunRequest(batch, OnProgress: progress.Say, OnStage: progress.Watch), stopping).ConfigureAwait(false);
        await progress.DisposeAsync().ConfigureAwait(false);
        summary.Add(plan.Descriptor, batch, outcome);
        return summary.Write(services, json);
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
