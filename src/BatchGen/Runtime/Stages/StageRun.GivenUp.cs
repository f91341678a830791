using BatchGen.Fallbacks;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <content>A stage that an outside orchestrator has given up: what of it was not published goes to the fallback store (standard 3.3).</content>
public sealed partial class StageRun
{
    /// <summary>The name that results and logs have for the stage that keeps what another has left.</summary>
    internal const string FallbackStage = "fallback";

    /// <summary>
    /// Keeps the stage's records, or where there are none to read the fact that it failed, for whoever runs the batch again. Entries have
    /// the same names each time, so that doing it twice is doing it once.
    /// </summary>
    /// <param name="stage">The stage that was given up.</param>
    /// <param name="persistRecords">Keeps its records; null for a stage that has none.</param>
    private async Task GiveUpAsync(StageDescriptor stage, Func<Exception, Task>? persistRecords)
    {
        StageGivenUpException reason = GivenUp!;
        long started = _services.Pipeline.TimeProvider.GetTimestamp();
        _attempt = reason.Attempts ?? stage.Attempts;
        if (stage.Kind == StageKind.Publish && _folder.Unsent.Read() is { } unsent)
        {
            _pending.Restore(unsent, reason);
        }

        string outcome = "failed";
        string? error = null;
        try
        {
            try
            {
                await (persistRecords is null ? PersistStageAsync(stage, reason.Message) : persistRecords(reason)).ConfigureAwait(false);
            }
            catch (PermanentFailureException exception)
            {
                // The spool is missing or damaged: only running the batch again brings back what is not in it.
                await PersistStageAsync(stage, $"{reason.Message} ({exception.Message})").ConfigureAwait(false);
                LogUnreadable(_services.Logger, exception.Message, _batchId, _inFallback);
            }

            outcome = "completed";
        }
        catch (Exception exception)
        {
            error = exception.Message;
            throw;
        }
        finally
        {
            Result = new StageResult
            {
                Job = _services.Job.Name,
                BatchId = _batchId,
                TaskName = FallbackStage,
                FailedStage = stage.Name,
                Outcome = outcome,
                RecordsRead = _inFallback,
                RecordsProcessed = _inFallback,
                RecordsInFallback = _inFallback,
                ElapsedSeconds = _services.Pipeline.TimeProvider.GetElapsedTime(started).TotalSeconds,
                Error = error,
            };
            Report(Result, TimeSpan.FromSeconds(Result.ElapsedSeconds));
        }
    }

    private Task PersistStageAsync(StageDescriptor stage, string why)
    {
        FallbackEntry entry = new()
        {
            Job = _services.Job.Name,
            Stage = stage.Name,
            BatchId = _batchId,
            Content = FallbackContent.None,
            Attempts = _attempt,
            FailureKind = GivenUp!.Kind,
            ExceptionType = GivenUp.ExceptionType,
            Message = FailureText.Cut(why),
            FailedAt = _services.Pipeline.TimeProvider.GetUtcNow(),
        };
        return _services.Fallback.PersistAsync(entry, ReadOnlyMemory<byte>.Empty, _cancellation);
    }

    /// <summary>Leaves behind what the broker has not acknowledged; an attempt that has nothing left leaves nothing.</summary>
    private void KeepUnsent()
    {
        if (Result!.Outcome == "completed")
        {
            _folder.Unsent.Remove();
        }
        else
        {
            _folder.Unsent.Add(_pending.ToUnsent());
        }
    }

    [LoggerMessage(
        73, LogLevel.Error, "{Problem} What could be read of batch {BatchId} is in the fallback store ({Records} records); the rest comes back when the batch is run again")]
    private static partial void LogUnreadable(ILogger logger, string problem, Guid batchId, long records);
}
