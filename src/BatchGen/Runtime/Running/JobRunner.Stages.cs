using BatchGen.Fallbacks;
using BatchGen.Notifications;

namespace BatchGen.Runtime;

/// <content>Single stages, for an outside orchestrator that owns the attempts and what follows a failure (standard 1.2, 3.2, 3.3).</content>
internal sealed partial class JobRunner
{
    /// <summary>The stage that tells that a batch has come through.</summary>
    public const string NotifyStage = "notify";

    /// <summary>Runs one attempt of one stage.</summary>
    /// <exception cref="BatchInUseException">Another process runs the batch.</exception>
    public Task<StageResult> RunStageAsync(JobPlan plan, StageKind kind, StageRequest request, CancellationToken cancellationToken) =>
        WithFolderAsync(plan, request, async folder =>
        {
            StageRun run = new(Services(plan.Descriptor, request), request.BatchId, SlotOf(request), folder, cancellationToken) { FirstAttempt = request.Attempt };
            folder.RemoveResult(StageDescriptor.NameOf(kind));
            try
            {
                await StartAsync(plan, kind, run).ConfigureAwait(false);
                return run.Result!;
            }
            finally
            {
                if (run.Result is { } result)
                {
                    folder.WriteResult(result);
                }
            }
        });

    /// <summary>Tells the job's channels that the batch has come through, in a way that fits each. A later attempt tells only the others.</summary>
    /// <exception cref="MissingSpoolException">Publish has not run.</exception>
    /// <exception cref="PermanentFailureException">Publish has not succeeded, so there is nothing to tell.</exception>
    /// <exception cref="NotToldException">A channel does not work.</exception>
    public Task<StageResult> NotifyAsync(JobPlan plan, StageRequest request, CancellationToken cancellationToken) =>
        WithFolderAsync(plan, request, async folder =>
        {
            JobDescriptor job = plan.Descriptor;
            long started = time.GetTimestamp();
            IReadOnlyCollection<string> before = ToldBefore(folder, NotifyStage, job, request);
            folder.RemoveResult(NotifyStage);
            StageResult publish = folder.ReadResult("publish", job.Name, request.BatchId);
            if (publish.Outcome != "completed")
            {
                throw new PermanentFailureException($"Publish of batch {request.BatchId} has not succeeded ({publish.Outcome}): there is nothing to tell.");
            }

            StageResult? extract = folder.FindResult("extract", job.Name, request.BatchId);
            StageResult? transform = folder.FindResult("transform", job.Name, request.BatchId);
            StageResult? fellBack = folder.FindResult(StageRun.FallbackStage, job.Name, request.BatchId);
            StageResult result = new()
            {
                Job = job.Name,
                BatchId = request.BatchId,
                TaskName = NotifyStage,
                Outcome = "failed",
                Attempts = request.Attempt,
                RecordsRead = extract?.RecordsRead ?? publish.RecordsRead,
                RecordsProcessed = publish.RecordsProcessed,
                RecordsFiltered = transform?.RecordsFiltered ?? 0,
            };
            ToldChannels told = await alerts
                .TellAsync(job, JobAlerts.RunCompleted(job, result), before, fellBack?.FailedStage, cancellationToken).ConfigureAwait(false);
            result = result with
            {
                Outcome = told.Problem is null ? "completed" : "failed",
                ElapsedSeconds = time.GetElapsedTime(started).TotalSeconds,
                ChannelsTold = [.. before, .. told.Told],
                ChannelsFailed = told.Failed,
                Error = told.Problem,
            };
            folder.WriteResult(result);
            return told.Problem is null ? result : throw new NotToldException(told.Problem);
        });

    /// <summary>
    /// Keeps what of the batch was not published, then raises the alert and waits for it: data first. Whether the channels work changes the
    /// result file, not whether this succeeds.
    /// </summary>
    public Task<StageResult> FallBackAsync(JobPlan plan, StageKind failed, string reason, StageRequest request, CancellationToken cancellationToken) =>
        WithFolderAsync(plan, request, async folder =>
        {
            JobDescriptor job = plan.Descriptor;
            IReadOnlyCollection<string> before = ToldBefore(folder, StageRun.FallbackStage, job, request);
            folder.RemoveResult(StageRun.FallbackStage);
            StageRunServices services = Services(job, request);
            StageRun run = new(services, request.BatchId, SlotOf(request), folder, cancellationToken)
            {
                GivenUp = new StageGivenUpException(FailureText.Cut(reason), LastResult(folder, StageDescriptor.NameOf(failed), job, request)),
            };
            ToldChannels? told = null;
            try
            {
                await StartAsync(plan, failed, run).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotPersisted(services.Logger, exception, services.Fallback.Location, request.BatchId);
                await alerts.TellAsync(job, JobAlerts.StoreAway(job, services.Fallback, request.BatchId, exception.Message), [], null, cancellationToken)
                    .ConfigureAwait(false);
                throw;
            }
            finally
            {
                if (!cancellationToken.IsCancellationRequested)
                {
                    Alert alert = JobAlerts.GivenUp(job, StageDescriptor.NameOf(failed), request.BatchId, FailureText.Cut(reason), run.Result?.RecordsInFallback ?? 0, services.Fallback);
                    told = await alerts.TellAsync(job, alert, before, resolvedStage: null, cancellationToken).ConfigureAwait(false);
                }

                if (run.Result is not null)
                {
                    folder.WriteResult(Complete(run.Result, told));
                }
            }

            return Complete(run.Result!, told);

            StageResult Complete(StageResult result, ToldChannels? told) => result with
            {
                Attempts = request.Attempt,
                Compensate = request.Compensates is null ? job.Fallback.Compensate : null,
                ChannelsTold = [.. before, .. told?.Told ?? []],
                ChannelsFailed = told?.Failed ?? [],
                Error = result.Error ?? told?.Problem,
            };
        });

    private static async Task<StageResult> WithFolderAsync(JobPlan plan, StageRequest request, Func<BatchFolder, Task<StageResult>> body)
    {
        using BatchClaim claim = BatchClaim.Take(request.Folder, plan.Descriptor.Name, request.BatchId);
        BatchFolder folder = new(request.Folder);
        folder.RemoveUnfinished();
        return await body(folder).ConfigureAwait(false);
    }

    /// <summary>The channels that an earlier attempt of the same stage has told.</summary>
    private static IReadOnlyCollection<string> ToldBefore(BatchFolder folder, string stage, JobDescriptor job, StageRequest request) =>
        request.Attempt > 1 ? LastResult(folder, stage, job, request)?.ChannelsTold ?? [] : [];

    /// <summary>What the last attempt has left, where that can be read: what is to be kept and told does not depend on it.</summary>
    private static StageResult? LastResult(BatchFolder folder, string stage, JobDescriptor job, StageRequest request)
    {
        try
        {
            return folder.FindResult(stage, job.Name, request.BatchId);
        }
        catch (PermanentFailureException)
        {
            return null;
        }
    }

    private StageRunServices Services(JobDescriptor job, StageRequest request) =>
        Services(job, backoffScale: 1, singleAttempt: true, onProgress: null, request.Compensates);

    private DateTimeOffset SlotOf(StageRequest request) =>
        BatchContexts.SlotOf(request.Compensates?.BatchId ?? request.BatchId) ?? time.GetUtcNow();
}
