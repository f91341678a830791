using System.Diagnostics.CodeAnalysis;
using Polly.Timeout;

namespace BatchGen.Runtime;

/// <summary>
/// The timeout of a worker's attempts, one after the other. The same policy as Polly's, whose exception it throws, but an attempt costs
/// no timer of its own: one timer looks after all of them and is set again only when it finds one under way that may go on. Nor a token
/// source of its own, unless the one before was cancelled.
/// </summary>
/// <remarks>
/// Ownership: begun and ended by the worker. The timer and an abort come on other threads; the lock decides which attempt they meet, and
/// a source that either has got hold of is never used for another attempt. Sources and timer are not disposed: a late handler may still
/// look at its token, and the timer ends by itself once nothing is under way.
/// </remarks>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "See the remarks.")]
internal sealed class AttemptTimeout
{
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private CancellationTokenSource _source = new();
    private CancellationToken _aborted;
    private CancellationTokenRegistration _registration;
    private long _startedAt;
    private bool _isRunning;
    private bool _isTimerSet;
    private bool _isSpent;
    private bool _isTimeOver;

    public AttemptTimeout(TimeSpan timeout, TimeProvider time)
    {
        _timeout = timeout;
        _time = time;
        _timer = time.CreateTimer(static self => ((AttemptTimeout)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Runs one attempt. It is left behind when it ignores its token, so that it costs its caller no more than its timeout.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="state">What it needs.</param>
    /// <param name="aborted">Ends it.</param>
    /// <exception cref="TimeoutRejectedException">The time is over.</exception>
    public ValueTask RunAsync<TState>(Func<TState, CancellationToken, ValueTask> attempt, TState state, CancellationToken aborted)
    {
        CancellationToken token = Begin(aborted);
        ValueTask running;
        try
        {
            running = attempt(state, token);
        }
        catch (Exception exception)
        {
            running = ValueTask.FromException(exception);
        }

        if (!running.IsCompletedSuccessfully)
        {
            return WaitAsync(running, token, aborted);
        }

        running.GetAwaiter().GetResult();
        End();
        return ValueTask.CompletedTask;
    }

    private async ValueTask WaitAsync(ValueTask running, CancellationToken token, CancellationToken aborted)
    {
        try
        {
            await (running.IsCompleted ? running : new ValueTask(WaitAsync(running.AsTask(), token))).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (Volatile.Read(ref _isTimeOver) && !aborted.IsCancellationRequested)
        {
            throw new TimeoutRejectedException($"The attempt did not end within its timeout of {_timeout}.", _timeout, exception);
        }
        finally
        {
            End();
        }
    }

    private static async Task WaitAsync(Task running, CancellationToken token)
    {
        try
        {
            await running.WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!running.IsCompleted)
        {
            // Its failure, should it come to one, was already counted as a timeout.
            _ = running.ContinueWith(
                static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    private CancellationToken Begin(CancellationToken aborted)
    {
        bool isOtherPartition;
        CancellationToken token;
        lock (_gate)
        {
            _startedAt = _time.GetTimestamp();
            _isRunning = true;
            _isTimeOver = false;
            isOtherPartition = aborted != _aborted;
            _aborted = aborted;
            token = _source.Token;
            if (!_isTimerSet)
            {
                _isTimerSet = true;
                _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
            }
        }

        if (isOtherPartition)
        {
            _registration.Unregister();
            _registration = aborted.UnsafeRegister(static (self, token) => ((AttemptTimeout)self!).OnAbort(token), this);
        }
        else if (aborted.IsCancellationRequested)
        {
            // The registration has had its call, before this attempt began.
            OnAbort(aborted);
        }

        return token;
    }

    private void End()
    {
        lock (_gate)
        {
            _isRunning = false;
            if (_isSpent || !_source.TryReset())
            {
                _source = new CancellationTokenSource();
                _isSpent = false;
            }
        }
    }

    private void OnTimer()
    {
        CancellationTokenSource source;
        lock (_gate)
        {
            _isTimerSet = _isRunning && !_isSpent;
            if (!_isTimerSet)
            {
                return;
            }

            TimeSpan left = _timeout - _time.GetElapsedTime(_startedAt);
            if (left > TimeSpan.Zero)
            {
                _timer.Change(left > TimerResolution ? left : TimerResolution, Timeout.InfiniteTimeSpan);
                return;
            }

            _isTimerSet = false;
            _isTimeOver = true;
            _isSpent = true;
            source = _source;
        }

        source.Cancel();
    }

    private void OnAbort(CancellationToken aborted)
    {
        CancellationTokenSource source;
        lock (_gate)
        {
            if (!_isRunning || _isSpent || aborted != _aborted)
            {
                return;
            }

            _isSpent = true;
            source = _source;
        }

        source.Cancel();
    }
}
