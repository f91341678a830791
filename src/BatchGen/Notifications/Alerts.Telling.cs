using BatchGen.Fallbacks;
using BatchGen.Runtime;
using Microsoft.Extensions.Logging;

namespace BatchGen.Notifications;

/// <content>Telling at once, for a process that ends behind it.</content>
internal sealed partial class Alerts
{
    /// <summary>How often a channel is tried; an orchestrator has attempts of its own.</summary>
    private const int Tries = 3;

    public async Task<ToldChannels> TellAsync(
        JobDescriptor job, Alert alert, IReadOnlyCollection<string> told, string? resolvedStage, CancellationToken cancellationToken)
    {
        alert = alert with { At = _time.GetUtcNow(), What = FailureText.Cut(alert.What), Why = FailureText.Cut(alert.Why) };
        if (alert.Kind == AlertKind.RunCompleted)
        {
            LogCompleted(job.Name, alert.What, alert.Why);
            if (!_settings.TellsCompleted)
            {
                return ToldChannels.None;
            }
        }
        else
        {
            LogAlert(job.Name, string.Join(", ", job.Fallback.Notify), alert.What, alert.Why);
            BatchTelemetry.Alerts.Add(1, new("job", job.Name), new("kind", NotificationText.Name(alert.Kind)));
        }

        AlertNotification notification = NotificationOf(alert, resolvedStage);
        (string Channel, IAlertChannel Opened)[] channels =
        [
            .. job.Fallback.Notify.Distinct().Except(told)
                .Select(channel => (channel, opened: _opener.Open(job, channel)))
                .Where(static channel => channel.opened is not null)
                .Select(static channel => (channel.channel, channel.opened!)),
        ];
        string?[] problems = await Task.WhenAll(channels.Select(channel => SendAsync(channel.Channel, channel.Opened, notification, cancellationToken)))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        string[] failed = [.. channels.Where((_, i) => problems[i] is not null).Select(static channel => channel.Channel)];
        return new ToldChannels(
            [.. channels.Select(static channel => channel.Channel).Except(failed)],
            failed,
            failed.Length == 0 ? null : string.Join("; ", channels.Select((channel, i) => (channel.Channel, Problem: problems[i])).Where(static told => told.Problem is not null).Select(static told => $"{told.Channel}: {told.Problem}")));
    }

    /// <returns>Why it was not taken, or null.</returns>
    private async Task<string?> SendAsync(string name, IAlertChannel channel, AlertNotification notification, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            string problem;
            try
            {
                using CancellationTokenSource limit = new(_settings.Timeout, _time);
                using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
                CancellationToken token = linked.Token;

                // A task of its own, because a channel may also block.
                await Task.Run(() => channel.SendAsync(notification, token), CancellationToken.None).WaitAsync(token).ConfigureAwait(false);
                BatchTelemetry.Notifications.Add(1, new("channel", name), new("outcome", "sent"));
                return null;
            }
            catch (AlertChannelException exception) when (exception.IsPermanent)
            {
                BatchTelemetry.Notifications.Add(1, new("channel", name), new("outcome", "dropped"));
                return Failed(name, exception.Message);
            }
            catch (Exception exception)
            {
                // The message of any other exception may name an address or a key.
                problem = exception switch
                {
                    AlertChannelException told => told.Message,
                    OperationCanceledException => $"no answer within {_settings.Timeout.TotalSeconds:0} s",
                    _ => exception.GetType().Name,
                };
                BatchTelemetry.Notifications.Add(1, new("channel", name), new("outcome", "failed"));
            }

            if (attempt == Tries || cancellationToken.IsCancellationRequested)
            {
                return Failed(name, problem);
            }

            await Task.Delay(_settings.Backoff * attempt, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private string Failed(string channel, string problem)
    {
        LogNotTold(channel, problem);
        return problem;
    }

    private AlertNotification NotificationOf(Alert alert, string? resolvedStage) => new()
    {
        Job = alert.Job,
        Kind = alert.Kind,
        Place = alert.Place,
        Count = 1,
        First = alert,
        Last = alert,
        Examples = alert.Kind == AlertKind.RunCompleted ? [] : [alert],
        Environment = _settings.Environment,
        Host = _settings.Host,
        At = alert.At,
        ResolvedKey = resolvedStage is null ? null : NotificationText.DeduplicationKey(_settings.Environment, alert.Job, AlertKind.RunFailed, resolvedStage),
    };

    [LoggerMessage(147, LogLevel.Information, "Job {Job}: {What}: {Why}")]
    private partial void LogCompleted(string job, string what, string why);

    [LoggerMessage(148, LogLevel.Error, "{Channel} was not told: {Problem}")]
    private partial void LogNotTold(string channel, string problem);
}
