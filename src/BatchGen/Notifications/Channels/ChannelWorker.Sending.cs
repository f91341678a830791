using Microsoft.Extensions.Logging;

namespace BatchGen.Notifications;

/// <content>One attempt to send.</content>
internal sealed partial class ChannelWorker
{
    /// <summary>Beyond its timeout a channel has this long to notice before it is left alone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <returns>False when nothing was due, or it was not sent.</returns>
    private async Task<bool> SendNextAsync()
    {
        TakenAlerts? taken;
        lock (_gate)
        {
            taken = _groups.Take(Now, _isEnding);
        }

        if (taken is null)
        {
            return false;
        }

        try
        {
            await SendAsync(NotificationOf(taken)).ConfigureAwait(false);
        }
        catch (AlertChannelException exception) when (exception.IsPermanent)
        {
            Settle(taken, isSent: true);
            LogDropped(_name, exception.Message, taken.Count);
            Count("dropped", taken.Count);
            return true;
        }
        catch (Exception exception)
        {
            Settle(taken, isSent: false);
            _aborting.Token.ThrowIfCancellationRequested();
            BackOff(exception);
            return false;
        }

        Settle(taken, isSent: true);
        Count("sent", taken.Count);
        if (_failures > 0)
        {
            LogWorksAgain(_name, _failures);
            _failures = 0;
        }

        return true;
    }

    private async Task SendAsync(AlertNotification notification)
    {
        if (!_abandoned.IsCompleted)
        {
            throw new AlertChannelException("it still hangs in an earlier attempt");
        }

        using CancellationTokenSource timeout = new(_settings.Timeout, _time);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _aborting.Token);
        CancellationToken token = linked.Token;

        // A task of its own, because a channel may also block.
        Task sending = Task.Run(() => _channel.SendAsync(notification, token), CancellationToken.None);
        try
        {
            await sending.WaitAsync(_settings.Timeout + Grace, _time, _aborting.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (timeout.IsCancellationRequested && exception is TimeoutException or OperationCanceledException)
        {
            throw new AlertChannelException($"no answer within {_settings.Timeout.TotalSeconds:0} s", exception);
        }
        finally
        {
            if (!sending.IsCompleted)
            {
                _abandoned = sending.ContinueWith(
                    static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    private void Settle(TakenAlerts taken, bool isSent)
    {
        lock (_gate)
        {
            if (isSent)
            {
                _groups.Sent(taken, Now);
            }
            else
            {
                AlertGroups.Return(taken, Now);
            }
        }
    }

    private void BackOff(Exception exception)
    {
        double factor = Math.Pow(2, Math.Min(_failures, 20));
        TimeSpan wait = TimeSpan.FromSeconds(Math.Min(_settings.Backoff.TotalSeconds * factor, _settings.MaxBackoff.TotalSeconds));
        AlertChannelException? told = exception as AlertChannelException;
        if (told?.RetryAfter is { } asked && asked > wait)
        {
            wait = asked < _settings.MaxRetryAfter ? asked : _settings.MaxRetryAfter;
        }

        _failures++;
        _notBefore = Now + wait;

        // The message of any other exception may name an address or a key.
        LogFailed(_name, told?.Message ?? exception.GetType().Name, wait);
        Count("failed", 0);
    }

    private AlertNotification NotificationOf(TakenAlerts taken) => new()
    {
        Job = taken.Group.Key.Job,
        Kind = taken.Group.Key.Kind,
        Place = taken.Group.Key.Place,
        IsResolved = taken.IsResolved,
        Count = taken.Count,
        First = taken.First,
        Last = taken.Last,
        Examples = taken.Examples,
        Environment = _settings.Environment,
        Host = _settings.Host,
        At = _time.GetUtcNow(),
    };

    private void Count(string outcome, long alerts)
    {
        BatchTelemetry.Notifications.Add(1, new("channel", _name), new("outcome", outcome));
        if (alerts > 0)
        {
            BatchTelemetry.NotifiedAlerts.Add(alerts, new("channel", _name), new("outcome", outcome));
        }
    }

    [LoggerMessage(142, LogLevel.Warning, "{Channel} does not take a notification: {Problem}. What it is for is kept; the next attempt in {Wait}")]
    private partial void LogFailed(string channel, string problem, TimeSpan wait);

    [LoggerMessage(143, LogLevel.Error, "{Channel} refuses a notification: {Problem}. Its {Count} alerts stand in the log only")]
    private partial void LogDropped(string channel, string problem, long count);

    [LoggerMessage(146, LogLevel.Information, "{Channel} takes notifications again, after {Failures} failures")]
    private partial void LogWorksAgain(string channel, int failures);
}
