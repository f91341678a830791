using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace BatchGen.Notifications;

/// <summary>
/// Sends the alerts of one channel from a task of its own, so that neither processing nor another channel waits for it. What cannot be sent
/// stays summed up until it can; memory does not grow by it.
/// </summary>
/// <remarks>
/// Ownership: <see cref="_groups"/> is guarded by <see cref="_gate"/>, held for a few instructions and never while a channel runs.
/// <see cref="_failures"/>, <see cref="_notBefore"/> and <see cref="_abandoned"/> belong to the worker's task alone. Any thread may raise.
/// </remarks>
internal sealed partial class ChannelWorker : IDisposable
{
    private readonly string _name;
    private readonly IAlertChannel _channel;
    private readonly ChannelSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _started;
    private readonly Lock _gate = new();
    private readonly AlertGroups _groups;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _aborting = new();
    private readonly Task _task;
    private volatile bool _isEnding;

    private int _failures;
    private TimeSpan _notBefore;
    private Task _abandoned = Task.CompletedTask;

    public ChannelWorker(string name, IAlertChannel channel, ChannelSettings settings, TimeProvider time, ILogger logger)
    {
        _name = name;
        _channel = channel;
        _settings = settings;
        _time = time;
        _logger = logger;
        _started = time.GetTimestamp();
        _groups = new AlertGroups(settings.Grouping);
        _task = Task.Run(WorkAsync);
    }

    private TimeSpan Now => _time.GetElapsedTime(_started);

    public void Raise(Alert alert)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = _groups.Add(alert, Now);
        }

        if (isFirst)
        {
            _wake.Writer.TryWrite(true);
        }
    }

    public void Release(AlertKey key, bool goesOn)
    {
        lock (_gate)
        {
            _groups.Release(key, goesOn);
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Sends what is left, as far as that goes in a few seconds; the rest stands in the log.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        _isEnding = true;
        _wake.Writer.TryWrite(true);
        try
        {
            await _task.WaitAsync(_settings.FlushLimit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await _aborting.CancelAsync().ConfigureAwait(false);
        }

        long pending;
        lock (_gate)
        {
            pending = _groups.Pending;
        }

        if (pending > 0)
        {
            LogLeft(_name, pending);
        }
    }

    public void Dispose()
    {
        _aborting.Cancel();
        _wake.Writer.TryComplete();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (!_isEnding)
            {
                TimeSpan? wait = UntilNext();
                if (wait is { Ticks: <= 0 })
                {
                    await SendNextAsync().ConfigureAwait(false);
                }
                else
                {
                    await SleepAsync(wait).ConfigureAwait(false);
                }
            }

            // A channel that fails now is not asked again: the process ends.
            for (int i = 0; i < _settings.MaxFlushed && await SendNextAsync().ConfigureAwait(false); i++)
            {
            }
        }
        catch (OperationCanceledException) when (_aborting.IsCancellationRequested)
        {
            // The process ends.
        }
        catch (Exception exception)
        {
            LogBroken(_name, exception);
        }
    }

    private TimeSpan? UntilNext()
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            return _groups.NextDue(now) is { } due ? (due > _notBefore ? due : _notBefore) - now : null;
        }
    }

    private async Task SleepAsync(TimeSpan? wait)
    {
        using CancellationTokenSource waking = CancellationTokenSource.CreateLinkedTokenSource(_aborting.Token);
        Task<bool> woken = _wake.Reader.ReadAsync(waking.Token).AsTask();
        Task due = wait is { } time ? Task.Delay(time, _time, waking.Token) : Task.Delay(Timeout.Infinite, waking.Token);
        await Task.WhenAny(woken, due).ConfigureAwait(false);
        await waking.CancelAsync().ConfigureAwait(false);
        _aborting.Token.ThrowIfCancellationRequested();
    }

    [LoggerMessage(144, LogLevel.Warning, "{Channel}: {Count} alerts are not sent before the process ends; they stand in the log")]
    private partial void LogLeft(string channel, long count);

    [LoggerMessage(145, LogLevel.Error, "{Channel}: nothing is sent any more, its alerts stand in the log")]
    private partial void LogBroken(string channel, Exception exception);
}
