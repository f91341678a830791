using BatchGen.Notifications;
using BatchGen.Hosting;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>How compensating runs are made.</summary>
internal sealed record CompensatorSettings
{
    /// <summary>What every backoff is multiplied with.</summary>
    public double BackoffScale { get; init; } = 1;

    /// <summary>Told of what a person at the console wants to see.</summary>
    public Action<string>? OnProgress { get; init; }

    /// <summary>Told of each stage before it starts.</summary>
    public Action<StageRun, StageKind>? OnStage { get; init; }

    /// <summary>Told of each run that has ended, by the one worker.</summary>
    public Action<JobDescriptor, Guid, RunOutcome>? OnEnded { get; init; }
}

/// <summary>
/// Runs the jobs that <c>[Fallback(Compensate = …)]</c> names for batches that failed (standard 3.3), one after the other, beside whatever
/// else the process does. A run that this process cannot make, or does not get to, is asked for with the command to type.
/// </summary>
/// <remarks>Ownership: the state belongs to the one worker; <see cref="Start"/> and <see cref="StopAsync"/> to the command.</remarks>
internal sealed partial class Compensator(
    Compensations compensations, JobCatalog catalog, JobRunner runner, IAlerts alerts, ILogger<Compensator> logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private CompensatorSettings _settings = new();
    private Task? _worker;

    /// <summary>Checks what the jobs name, and takes failures from now on.</summary>
    /// <param name="plans">The jobs whose failures may come.</param>
    /// <param name="settings">How runs are made.</param>
    /// <exception cref="BatchConfigurationException">A job names itself, or one that cannot be run.</exception>
    public void Start(IEnumerable<JobPlan> plans, CompensatorSettings settings)
    {
        CompensationChecks.Check(plans, catalog, logger);
        _settings = settings;
        compensations.Open();
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>Completes when everything that has failed so far is made good, or was tried.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => compensations.DrainAsync(cancellationToken);

    /// <summary>Cancels the current run and names what is left to a person.</summary>
    public async Task StopAsync()
    {
        compensations.Close();
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_worker is not null)
        {
            await _worker.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        await foreach ((PendingCompensation? pending, TaskCompletionSource? reached) in compensations.Waiting.ReadAllAsync().ConfigureAwait(false))
        {
            reached?.TrySetResult();
            if (pending is null)
            {
                continue;
            }

            if (_stopping.IsCancellationRequested)
            {
                LogInterrupted(pending.Failed.ToString(), pending.Command);
                Compensations.Count(pending, "interrupted");
            }
            else
            {
                Compensations.Count(pending, await RunAsync(pending).ConfigureAwait(false));
            }
        }
    }

    /// <returns>What came of it, for the metric.</returns>
    private async Task<string> RunAsync(PendingCompensation pending)
    {
        if (!catalog.TryFind(pending.Compensating, out JobPlan? plan))
        {
            LogElsewhere(pending.Failed.ToString(), pending.Compensating, pending.Command);
            Raise(pending, $"batch {pending.Failed.BatchId} needs a run of '{pending.Compensating}'", $"that job is not part of this application; where it is: {pending.Command}");
            return "elsewhere";
        }

        Guid batch = BatchIds.ForCompensation(pending.Compensating, pending.Failed.Job, pending.Failed.BatchId);
        compensations.RememberOwn(batch);
        LogStarted(pending.Failed.ToString(), pending.Compensating, batch);
        _settings.OnProgress?.Invoke($"{pending.Compensating}: batch {batch}, to make good {pending.Failed}");
        try
        {
            RunRequest request = new(batch, _settings.BackoffScale, _settings.OnProgress, _settings.OnStage, pending.Failed);
            RunOutcome outcome = await runner.RunAsync(plan, request, _stopping.Token).ConfigureAwait(false);
            _settings.OnEnded?.Invoke(plan.Descriptor, batch, outcome);
            if (outcome.IsComplete)
            {
                LogCompleted(pending.Failed.ToString(), pending.Compensating, batch);
                return "completed";
            }

            LogFailed(outcome.Failure, pending.Failed.ToString(), pending.Compensating, batch, pending.Command);
            return "failed";
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogInterrupted(pending.Failed.ToString(), pending.Command);
            return "interrupted";
        }
        catch (BatchInUseException exception)
        {
            LogInUse(pending.Failed.ToString(), pending.Compensating, exception.Message);
            return "elsewhere";
        }
        catch (Exception exception)
        {
            // Whatever it is, the next one has its turn.
            LogFailed(exception, pending.Failed.ToString(), pending.Compensating, batch, pending.Command);
            Raise(pending, $"batch {pending.Failed.BatchId} was not made good by '{pending.Compensating}'", exception.Message);
            return "failed";
        }
    }

    private void Raise(PendingCompensation pending, string what, string why) => alerts.Raise(
        pending.Job, JobAlerts.NotCompensated(pending.Job, pending.Failed.BatchId, pending.Compensating, what, why, pending.Command));

    [LoggerMessage(124, LogLevel.Warning, "{Failed} has failed: '{Compensating}' is run to make it good, as batch {BatchId}")]
    private partial void LogStarted(string failed, string compensating, Guid batchId);

    [LoggerMessage(125, LogLevel.Information, "{Failed} is made good by '{Compensating}', batch {BatchId}")]
    private partial void LogCompleted(string failed, string compensating, Guid batchId);

    [LoggerMessage(
        126, LogLevel.Error, "{Failed} is not made good: '{Compensating}', batch {BatchId}, did not come through. Its failure triggers nothing. To run it again: {Command}")]
    private partial void LogFailed(Exception? exception, string failed, string compensating, Guid batchId, string command);

    [LoggerMessage(127, LogLevel.Error, "{Failed} needs a run of '{Compensating}', which is not part of this application. Where it is: {Command}")]
    private partial void LogElsewhere(string failed, string compensating, string command);

    [LoggerMessage(128, LogLevel.Error, "{Failed} is not made good before the process ends. To do it: {Command}")]
    private partial void LogInterrupted(string failed, string command);

    [LoggerMessage(129, LogLevel.Warning, "{Failed} is being made good by '{Compensating}' already: {Reason}")]
    private partial void LogInUse(string failed, string compensating, string reason);
}
