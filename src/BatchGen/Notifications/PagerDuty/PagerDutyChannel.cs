using System.Globalization;
using System.Text.Json;

namespace BatchGen.Notifications;

/// <summary>
/// One service of PagerDuty: triggers an incident, or resolves it where what stood goes on, or where a failed batch has come through after
/// all. A batch that never failed is nothing to page anybody about, so it sends nothing.
/// </summary>
internal sealed class PagerDutyChannel(Uri url, string routingKey, NotificationHttp http) : IAlertChannel
{
    private const int MaxReason = 500;

    public Task SendAsync(AlertNotification notification, CancellationToken cancellationToken)
    {
        if (notification is { Kind: AlertKind.RunCompleted, ResolvedKey: null })
        {
            return Task.CompletedTask;
        }

        byte[] body = JsonSerializer.SerializeToUtf8Bytes(EventOf(notification), NotificationJson.Default.PagerDutyEvent);
        return http.PostAsync(url, body, [], routingKey, cancellationToken);
    }

    private PagerDutyEvent EventOf(AlertNotification notification) => notification switch
    {
        { ResolvedKey: { } resolved } => new PagerDutyEvent(routingKey, "resolve", resolved),
        { IsResolved: true } => new PagerDutyEvent(routingKey, "resolve", notification.DeduplicationKey),
        _ => new PagerDutyEvent(routingKey, "trigger", notification.DeduplicationKey) { Client = "BatchGen", Payload = PayloadOf(notification) },
    };

    private static PagerDutyPayload PayloadOf(AlertNotification notification) =>
        new(notification.Title, notification.Host, notification.Severity == AlertSeverity.Critical ? "critical" : "error")
        {
            Timestamp = notification.Last.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            Component = notification.Place,
            Group = notification.Job,
            Class = NotificationText.Name(notification.Kind),
            CustomDetails = new PagerDutyDetails
            {
                Count = notification.Count,
                When = NotificationText.TimeRange(notification),
                FirstReason = NotificationText.OneLine(notification.First.Why, MaxReason),
                LastReason = NotificationText.OneLine(notification.Last.Why, MaxReason),
                Examples = [.. notification.Examples.Select(NotificationText.Example)],
                NextStep = NotificationText.NextStep(notification),
                Environment = notification.Environment,
                Host = notification.Host,
            },
        };
}
