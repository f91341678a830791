using Polly;
using Polly.Retry;

namespace BatchGen.Runtime;

/// <summary>
/// The Polly pipelines of a stage, from its attribute's numbers (standard 3.2): retry with exponential backoff around each attempt's
/// timeout. They are two, because they end on different signals: a stop ends backoffs at once, but lets a running attempt finish.
/// </summary>
internal sealed class StagePipeline
{
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _retry;
    private readonly ResiliencePipeline _timeout;
    private readonly bool _hasRetries;

    /// <param name="stage">The stage.</param>
    /// <param name="settings">The clock, and how backoffs are scaled.</param>
    /// <param name="onRetry">Called after a failed attempt that another will follow: the attempt's number from 1, why, and the wait.</param>
    /// <param name="singleAttempt">Whether an outside orchestrator owns the retries.</param>
    public StagePipeline(
        StageDescriptor stage, PipelineSettings settings, Func<int, Exception, TimeSpan, ValueTask> onRetry, bool singleAttempt = false)
    {
        _time = settings.TimeProvider;
        _timeout = new ResiliencePipelineBuilder { TimeProvider = settings.TimeProvider }.AddTimeout(stage.Timeout).Build();

        _hasRetries = stage.Attempts > 1 && !singleAttempt;
        ResiliencePipelineBuilder retry = new() { TimeProvider = settings.TimeProvider };
        if (_hasRetries)
        {
            retry.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = stage.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = stage.Backoff * settings.BackoffScale,
                MaxDelay = stage.MaxBackoff * settings.BackoffScale,
                ShouldHandle = static arguments => ValueTask.FromResult(IsWorthARetry(arguments.Outcome.Exception, arguments.Context.CancellationToken)),
                OnRetry = arguments => onRetry(arguments.AttemptNumber + 1, arguments.Outcome.Exception!, arguments.RetryDelay),
            });
        }

        _retry = retry.Build();
    }

    /// <summary>Runs attempts until one succeeds, none is left, or <paramref name="stopping"/> asks for no further one.</summary>
    /// <remarks>The first attempt, the only one of nearly every record, is made without Polly; when it fails, Polly is told of it and goes on.</remarks>
    public ValueTask RetryAsync<TState>(Func<TState, CancellationToken, ValueTask> attempt, TState state, CancellationToken stopping)
    {
        ValueTask first;
        try
        {
            stopping.ThrowIfCancellationRequested();
            first = attempt(state, stopping);
        }
        catch (Exception exception)
        {
            first = ValueTask.FromException(exception);
        }

        return first.IsCompletedSuccessfully || !_hasRetries ? first : RetryAsync(first, attempt, state, stopping);
    }

    private async ValueTask RetryAsync<TState>(
        ValueTask first, Func<TState, CancellationToken, ValueTask> attempt, TState state, CancellationToken stopping)
    {
        try
        {
            await first.ConfigureAwait(false);
            return;
        }
        catch (Exception exception) when (IsWorthARetry(exception, stopping))
        {
            first = ValueTask.FromException(exception);
        }

        await RetryFailedAsync(first, attempt, state, stopping).ConfigureAwait(false);
    }

    private ValueTask RetryFailedAsync<TState>(
        ValueTask failed, Func<TState, CancellationToken, ValueTask> attempt, TState state, CancellationToken stopping)
    {
        bool isTold = false;
        return _retry.ExecuteAsync(
            (call, token) =>
            {
                if (isTold)
                {
                    return attempt(call, token);
                }

                isTold = true;
                return failed;
            },
            state,
            stopping);
    }

    /// <summary>Runs one attempt within the stage's timeout.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="state">What it needs.</param>
    /// <param name="aborted">Ends it.</param>
    /// <param name="grace">
    /// How long an attempt that ignores its token is waited for. None, the default, leaves it behind at once, so that it costs its
    /// caller no more than its timeout; otherwise it then fails for good, because another attempt would run beside it.
    /// </param>
    public ValueTask AttemptAsync<TState>(
        Func<TState, CancellationToken, ValueTask> attempt, TState state, CancellationToken aborted, TimeSpan grace = default) =>
        _timeout.ExecuteAsync(
            static (call, token) =>
            {
                ValueTask running = call.attempt(call.state, token);
                return running.IsCompleted ? running : call.pipeline.WaitAsync(running.AsTask(), call.grace, token);
            },
            (pipeline: this, attempt, state, grace),
            aborted);

    private async ValueTask WaitAsync(Task running, TimeSpan grace, CancellationToken token)
    {
        try
        {
            await running.WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!running.IsCompleted)
        {
            if (grace > TimeSpan.Zero && await Task.WhenAny(running, Task.Delay(grace, _time, CancellationToken.None)).ConfigureAwait(false) == running)
            {
                await running.ConfigureAwait(false);
                return;
            }

            // Its failure, should it come to one, was already counted as a timeout.
            _ = running.ContinueWith(
                static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            if (grace > TimeSpan.Zero)
            {
                throw new PermanentFailureException($"The attempt did not end within {grace} of being cancelled: it ignores its CancellationToken.");
            }

            throw;
        }
    }

    private static bool IsWorthARetry(Exception? exception, CancellationToken stopping) => exception switch
    {
        null or PermanentFailureException or RecordsFailedException { IsPermanent: true } => false,
        OperationCanceledException => !stopping.IsCancellationRequested,
        _ => true,
    };
}

/// <summary>What the pipelines of all stages share.</summary>
/// <param name="TimeProvider">The clock.</param>
/// <param name="BackoffScale">What every backoff is multiplied with: 1, and less for a local <c>up</c>.</param>
internal sealed record PipelineSettings(TimeProvider TimeProvider, double BackoffScale);
