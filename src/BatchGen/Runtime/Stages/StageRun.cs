using System.ComponentModel;
using System.Diagnostics;
using BatchGen.Fallbacks;
using BatchGen.Notifications;
using Microsoft.Extensions.Logging;
using Polly.Timeout;

namespace BatchGen.Runtime;

/// <summary>
/// One stage of one run, with its attempts: what the generated plan calls for extract, transform and publish (standard 1.2, 3.2). Used
/// for one stage and then thrown away.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class StageRun
{
    /// <summary>How long an attempt whose time is over may take to notice; two attempts of a stage never run at once.</summary>
    private static readonly TimeSpan HungGrace = TimeSpan.FromSeconds(30);

    private readonly StageRunServices _services;
    private readonly Guid _batchId;
    private readonly DateTimeOffset _scheduledAt;
    private readonly BatchFolder _folder;
    private readonly CancellationToken _cancellation;
    private readonly PendingRecords _pending = new();
    private int _attempt;
    private long _read;
    private long _written;
    private long _filtered;
    private long _inFallback;

    internal StageRun(
        StageRunServices services, Guid batchId, DateTimeOffset scheduledAt, BatchFolder folder, CancellationToken cancellationToken)
    {
        _services = services;
        _batchId = batchId;
        _scheduledAt = scheduledAt;
        _folder = folder;
        _cancellation = cancellationToken;
    }

    /// <summary>What publish takes instead of what transform left, or null: payloads that a test publishes by themselves.</summary>
    internal IReadOnlyList<object>? Payloads { get; init; }

    /// <summary>Which attempt of an outside orchestrator this is, from 1.</summary>
    internal int FirstAttempt
    {
        init => _attempt = value - 1;
    }

    /// <summary>Why an outside orchestrator has given the stage up, when its records are only to be kept; else null.</summary>
    internal StageGivenUpException? GivenUp { get; init; }

    /// <summary>What came of the stage; set when it has ended, however it did.</summary>
    internal StageResult? Result { get; private set; }

    /// <summary>How far the stage is, for progress: records taken in this attempt.</summary>
    internal long Position => Interlocked.Read(ref _read);

    private BatchContext Context(StageDescriptor stage) =>
        BatchContexts.Create(_services.Job, stage, _batchId, _scheduledAt, _attempt, _services.Logger, _services.Pipeline.TimeProvider, _services.Compensates);

    /// <summary>
    /// Runs the stage's attempts. When they are used up, records that failed alone go to the fallback store and the run goes on without
    /// them; a stage that failed as a whole ends the run.
    /// </summary>
    /// <param name="stage">The stage's policy.</param>
    /// <param name="attempt">One attempt.</param>
    /// <param name="persistFailed">Puts into the fallback store what is left when the attempts are used up; told how the last one ended.</param>
    /// <param name="grace">How long an attempt whose time is over may take to end.</param>
    /// <param name="keepsUntried">
    /// Whether records that no attempt got to are left to <paramref name="persistFailed"/> too; otherwise a stage whose last attempt took
    /// too long has failed as a whole.
    /// </param>
    private async Task RunAsync(
        StageDescriptor stage,
        Func<BatchContext, CancellationToken, Task> attempt,
        Func<Exception, Task> persistFailed,
        TimeSpan grace,
        bool keepsUntried = false)
    {
        if (_services.SingleAttempt && stage.Kind != StageKind.Publish)
        {
            // What was acknowledged of an earlier spool says nothing of the next one.
            _folder.Unsent.Remove();
        }

        long started = _services.Pipeline.TimeProvider.GetTimestamp();
        using Activity? activity = BatchTelemetry.Activities.StartActivity($"{_services.Job.Name} {stage.Name}");
        activity?.SetTag("batchgen.job", _services.Job.Name);
        activity?.SetTag("batchgen.batch_id", _batchId.ToString());
        StagePipeline pipeline = new(stage, _services.Pipeline, (number, exception, wait) => OnRetry(stage, number, exception, wait), _services.SingleAttempt);
        string outcome = "completed";
        string? error = null;
        Exception? failure = null;
        try
        {
            await pipeline.RetryAsync(
                (_, _) =>
                {
                    _attempt++;
                    return pipeline.AttemptAsync(
                        static (call, token) => new ValueTask(call.attempt(call.context, token)), (attempt, context: Context(stage)), _cancellation, grace);
                },
                state: 0,
                _cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            (exception is RecordsFailedException || (keepsUntried && exception is TimeoutRejectedException))
            && !_services.SingleAttempt
            && !_cancellation.IsCancellationRequested)
        {
            // Until the store has them all the stage has failed.
            (outcome, error, failure) = ("failed", exception.Message, exception);
            await persistFailed(exception).ConfigureAwait(false);
            outcome = "partial";
        }
        catch (Exception exception)
        {
            (outcome, error, failure) = ("failed", exception.Message, exception);
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            if (_cancellation.IsCancellationRequested && exception is not (OperationCanceledException or PermanentFailureException))
            {
                // What an attempt makes of being cancelled is no failure of the stage.
                throw new OperationCanceledException("The run was cancelled.", exception, _cancellation);
            }

            throw;
        }
        finally
        {
            TimeSpan elapsed = _services.Pipeline.TimeProvider.GetElapsedTime(started);
            Result = new StageResult
            {
                Job = _services.Job.Name,
                BatchId = _batchId,
                TaskName = stage.Name,
                Outcome = outcome,
                Attempts = _attempt,
                RecordsRead = _read,
                RecordsProcessed = _written,
                RecordsFiltered = _filtered,
                RecordsRetried = _attempt > 1 ? _pending.RetriedCount : 0,
                RecordsInFallback = _inFallback,
                ElapsedSeconds = elapsed.TotalSeconds,
                Error = error,
                FailureKind = failure is null ? null : FailureText.KindOf(failure),
                ExceptionType = failure?.GetType().FullName,
            };
            Report(Result, elapsed);
            if (_services.SingleAttempt && stage.Kind == StageKind.Publish)
            {
                KeepUnsent();
            }
        }
    }

    private void Report(StageResult result, TimeSpan elapsed)
    {
        KeyValuePair<string, object?> job = new("job", result.Job);
        KeyValuePair<string, object?> stage = new("stage", result.TaskName);
        BatchTelemetry.StageRecords.Add(result.RecordsProcessed, job, stage, new("outcome", "processed"));
        BatchTelemetry.StageRecords.Add(result.RecordsFiltered, job, stage, new("outcome", "filtered"));
        BatchTelemetry.StageRecords.Add(result.RecordsInFallback, job, stage, new("outcome", "failed"));
        BatchTelemetry.StageDuration.Record(elapsed.TotalSeconds, job, stage, new("outcome", result.Outcome));
        LogEnded(
            _services.Logger, result.Outcome == "completed" ? LogLevel.Information : LogLevel.Error, result.Job, result.TaskName, result.BatchId,
            result.Outcome, result.RecordsProcessed, result.RecordsFiltered, result.RecordsInFallback, result.Attempts, elapsed, result.Error);
    }

    private ValueTask OnRetry(StageDescriptor stage, int attempt, Exception exception, TimeSpan wait)
    {
        BatchTelemetry.StageRetries.Add(1, new("job", _services.Job.Name), new("stage", stage.Name));
        LogRetry(_services.Logger, _services.Job.Name, stage.Name, attempt, stage.Attempts, exception.Message, wait);
        _services.OnProgress?.Invoke($"{stage.Name}: attempt {attempt} of {stage.Attempts} failed ({exception.Message}); the next in {wait.TotalSeconds:0.###} s");
        return ValueTask.CompletedTask;
    }

    private async Task PersistAsync(StageDescriptor stage, Exception exception, long ordinal, byte[] payload, UnsentMessage? message)
    {
        FallbackEntry entry = new()
        {
            Job = _services.Job.Name,
            Stage = stage.Name,
            BatchId = _batchId,
            RecordId = message?.RecordId,
            Ordinal = ordinal,
            Topic = message?.Topic ?? stage.Topic,
            Key = message?.Key,
            Headers = message?.Headers ?? [],
            Content = message is null ? FallbackContent.Record : FallbackContent.Message,
            Attempts = _attempt,
            FailureKind = GivenUp?.Kind ?? FailureText.KindOf(exception),
            ExceptionType = GivenUp is null ? exception.GetType().FullName : GivenUp.ExceptionType,
            Message = FailureText.Cut(exception.Message),
            FailedAt = _services.Pipeline.TimeProvider.GetUtcNow(),
        };
        await _services.Fallback.PersistAsync(entry, payload, _cancellation).ConfigureAwait(false);
        _inFallback++;
        BatchTelemetry.FallbackRecords.Add(1, new KeyValuePair<string, object?>("job", _services.Job.Name), new("stage", stage.Name));
    }

    [LoggerMessage(70, LogLevel.Information, "{Job} {TaskName}: attempt {Attempt} of {Attempts} failed: {Reason}; the next in {Wait}")]
    private static partial void LogRetry(ILogger logger, string job, string taskName, int attempt, int attempts, string reason, TimeSpan wait);

    [LoggerMessage(
        EventId = 71,
        Message = "{Job} {TaskName} of batch {BatchId} {Outcome}: {RecordsProcessed} records processed, {Filtered} filtered, {InFallback} in fallback, {Attempts} attempts in {Elapsed} {Error}")]
    private static partial void LogEnded(
        ILogger logger, LogLevel level, string job, string taskName, Guid batchId, string outcome, long recordsProcessed, long filtered, long inFallback,
        int attempts, TimeSpan elapsed, string? error);
}

/// <summary>What the stages of one run share; immutable.</summary>
/// <param name="Job">The job.</param>
/// <param name="Pipeline">The clock and the scale of backoffs.</param>
/// <param name="Fallback">Where failed records go.</param>
/// <param name="Alerts">Who is told.</param>
/// <param name="Producers">The producers of the process.</param>
/// <param name="Logger">The job's log.</param>
/// <param name="SingleAttempt">Whether an outside orchestrator owns the retries.</param>
/// <param name="OnProgress">Told of what a person at the console wants to see.</param>
internal sealed record StageRunServices(
    JobDescriptor Job,
    PipelineSettings Pipeline,
    IFallbackStore Fallback,
    IAlerts Alerts,
    KafkaProducers Producers,
    ILogger Logger,
    bool SingleAttempt,
    Action<string>? OnProgress)
{
    /// <summary>What the run makes good; null for an ordinary run.</summary>
    public CompensatedBatch? Compensates { get; init; }
}
