using BatchGen.Configuration;
using BatchGen.Fallbacks;
using BatchGen.Notifications;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>What to run: a batch of a job.</summary>
/// <param name="BatchId">The batch's id, a UUID of version 4 or 7.</param>
/// <param name="BackoffScale">What every backoff is multiplied with: 1, and less for a local <c>up</c>.</param>
/// <param name="OnProgress">Told of what a person at the console wants to see.</param>
/// <param name="OnStage">Told of each stage before it starts.</param>
/// <param name="Compensates">What the run makes good; null for an ordinary run.</param>
internal sealed record RunRequest(
    Guid BatchId,
    double BackoffScale = 1,
    Action<string>? OnProgress = null,
    Action<StageRun, StageKind>? OnStage = null,
    CompensatedBatch? Compensates = null);

/// <summary>What a run has done.</summary>
/// <param name="Stages">Each stage that was started.</param>
/// <param name="Published">What the broker has acknowledged; null when publish was not reached.</param>
/// <param name="Failure">Why the run ended early, or null.</param>
internal sealed record RunOutcome(IReadOnlyList<StageResult> Stages, PublishStatistics? Published, Exception? Failure)
{
    /// <summary>Whether every record came through: none failed, none is in the fallback store.</summary>
    public bool IsComplete => Failure is null && Stages.All(stage => stage.Outcome == "completed");
}

/// <summary>The local orchestrator: runs the stages of a job in their order, with their own attempts (standard 1.2, 3.2, 3.3).</summary>
internal sealed partial class JobRunner(
    BatchOptions options, KafkaProducers producers, FallbackStores stores, IAlerts alerts, TimeProvider time, ILoggerFactory loggers,
    Compensations? compensations = null)
{
    private static readonly StageKind[] Order = [StageKind.Extract, StageKind.Transform, StageKind.Publish];

    /// <summary>Runs extract, transform and publish once.</summary>
    /// <exception cref="BatchInUseException">Another process runs the batch.</exception>
    public async Task<RunOutcome> RunAsync(JobPlan plan, RunRequest request, CancellationToken cancellationToken)
    {
        string path = Path.Combine(options.SpoolDirectory, plan.Descriptor.Name, request.BatchId.ToString());
        BatchClaim claim = BatchClaim.Take(path, plan.Descriptor.Name, request.BatchId);
        BatchFolder folder = new(path);
        try
        {
            folder.RemoveUnfinished();
            return await RunAsync(plan, request, folder, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            claim.Dispose();
            folder.RemoveIfEmpty();
        }
    }

    private async Task<RunOutcome> RunAsync(JobPlan plan, RunRequest request, BatchFolder folder, CancellationToken cancellationToken)
    {
        JobDescriptor job = plan.Descriptor;
        alerts.Open(job);
        StageRunServices services = Services(job, request.BackoffScale, singleAttempt: false, request.OnProgress, request.Compensates);
        List<StageResult> results = [];
        PublishStatistics? published = null;
        if (plan.PublishConfig() is { } policy)
        {
            // A setting that the client refuses is to fail the run here, not behind an hour of extraction.
            producers.For(policy);
        }

        foreach (StageKind kind in Order)
        {
            StageRun run = NewRun(services, request.BatchId, folder, cancellationToken);
            request.OnStage?.Invoke(run, kind);
            try
            {
                await StartAsync(plan, kind, run).ConfigureAwait(false);
                published = run.Published ?? published;
                Keep(run);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                published = run.Published ?? published;
                Keep(run);
                alerts.Raise(job, JobAlerts.RunFailed(job, kind.ToString(), request.BatchId, exception.Message));
                await PersistFailedStageAsync(services, request.BatchId, run, exception).ConfigureAwait(false);
                compensations?.Trigger(job, request.BatchId, request.Compensates);
                return new RunOutcome(results, published, exception);
            }
        }

        if (results.Sum(stage => stage.RecordsInFallback) is > 0 and long lost)
        {
            StageResult failed = results.First(stage => stage.Error is not null);
            alerts.Raise(job, JobAlerts.RunFellBack(job, failed.TaskName, request.BatchId, lost, services.Fallback, failed.Error!));
            compensations?.Trigger(job, request.BatchId, request.Compensates);
        }
        else
        {
            folder.Clear();
        }

        return new RunOutcome(results, published, Failure: null);

        void Keep(StageRun run)
        {
            if (run.Result is { } result)
            {
                results.Add(result);
                folder.WriteResult(result);
            }
        }
    }

    /// <summary>Publishes payloads just as the job's publish stage does, without the stages before it: for tests of its consumers.</summary>
    public async Task<StageResult> PublishAsync(
        JobPlan plan, RunRequest request, IReadOnlyList<object> payloads, CancellationToken cancellationToken)
    {
        BatchFolder folder = new(Path.Combine(options.SpoolDirectory, plan.Descriptor.Name, $"publish-{Guid.NewGuid():N}"));
        try
        {
            StageRunServices services = Services(plan.Descriptor, request.BackoffScale, singleAttempt: false, request.OnProgress);
            StageRun run = new(services, request.BatchId, time.GetUtcNow(), folder, cancellationToken) { Payloads = payloads };
            await plan.PublishAsync(run).ConfigureAwait(false);
            return run.Result!;
        }
        finally
        {
            folder.Delete();
        }
    }

    private static Task StartAsync(JobPlan plan, StageKind kind, StageRun run) => kind switch
    {
        StageKind.Extract => plan.ExtractAsync(run),
        StageKind.Transform => plan.TransformAsync(run),
        _ => plan.PublishAsync(run),
    };

    private StageRun NewRun(StageRunServices services, Guid batchId, BatchFolder folder, CancellationToken cancellationToken) =>
        new(services, batchId, BatchContexts.SlotOf(services.Compensates?.BatchId ?? batchId) ?? time.GetUtcNow(), folder, cancellationToken);

    private StageRunServices Services(JobDescriptor job, double backoffScale, bool singleAttempt, Action<string>? onProgress, CompensatedBatch? compensates = null) =>
        new(
            job, new PipelineSettings(time, backoffScale), stores.Open(job), alerts, producers, loggers.CreateLogger($"BatchGen.{job.Name}"),
            singleAttempt, onProgress)
        {
            Compensates = compensates,
        };

    /// <summary>A stage that failed as a whole has no records of its own to keep; what an operator needs to run it again is kept instead.</summary>
    private async Task PersistFailedStageAsync(StageRunServices services, Guid batchId, StageRun run, Exception exception)
    {
        FallbackEntry entry = new()
        {
            Job = services.Job.Name,
            Stage = run.Result?.TaskName ?? "run",
            BatchId = batchId,
            Content = FallbackContent.None,
            Attempts = run.Result?.Attempts ?? 0,
            FailureKind = FailureText.KindOf(exception),
            ExceptionType = exception.GetType().FullName,
            Message = FailureText.Cut(exception.Message),
            FailedAt = time.GetUtcNow(),
        };
        try
        {
            await services.Fallback.PersistAsync(entry, ReadOnlyMemory<byte>.Empty, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception storeFailure)
        {
            // The run has failed anyway and says why; its spool stays, so nothing is lost by this.
            LogNotPersisted(services.Logger, storeFailure, services.Fallback.Location, batchId);
            alerts.Raise(services.Job, JobAlerts.StoreAway(services.Job, services.Fallback, batchId, storeFailure.Message));
        }
    }

    [LoggerMessage(80, LogLevel.Error, "The fallback store {Store} does not take the failure of batch {BatchId}")]
    private static partial void LogNotPersisted(ILogger logger, Exception exception, string store, Guid batchId);
}
