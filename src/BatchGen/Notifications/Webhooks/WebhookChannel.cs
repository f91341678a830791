using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BatchGen.Notifications;

/// <summary>
/// Posts a notification as JSON, signed as the Standard Webhooks specification has it where there is a secret, so that libraries of most
/// languages can check it.
/// </summary>
internal sealed class WebhookChannel(
    Uri url, IReadOnlyDictionary<string, string> headers, byte[]? secret, NotificationHttp http, TimeProvider time) : IAlertChannel
{
    public Task SendAsync(AlertNotification notification, CancellationToken cancellationToken)
    {
        string id = $"msg_{Guid.CreateVersion7(time.GetUtcNow()):N}";
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(BodyOf(notification, id), NotificationJson.Default.WebhookBody);
        string timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        List<KeyValuePair<string, string>> all = [.. headers, new("webhook-id", id), new("webhook-timestamp", timestamp)];
        if (secret is not null)
        {
            byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
            all.Add(new("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
        }

        return http.PostAsync(url, body, all, secret: null, cancellationToken);
    }

    private static WebhookBody BodyOf(AlertNotification notification, string id) => new()
    {
        Id = id,
        Status = notification.Kind == AlertKind.RunCompleted ? "completed" : notification.IsResolved ? "resolved" : "firing",
        Severity = notification.Severity switch
        {
            AlertSeverity.Critical => "critical",
            AlertSeverity.Info => "info",
            _ => "error",
        },
        Environment = notification.Environment,
        Host = notification.Host,
        Job = notification.Job,
        Kind = NotificationText.Name(notification.Kind),
        Place = notification.Place,
        DedupKey = notification.DeduplicationKey,
        Title = notification.Title,
        Text = notification.Text,
        Count = notification.Count,
        FirstAt = notification.First.At,
        LastAt = notification.Last.At,
        SentAt = notification.At,
        NextStep = NotificationText.NextStep(notification),
        Examples =
        [
            .. notification.Examples.Select(alert => new WebhookExample(alert.At, alert.What, alert.Why)
            {
                BatchId = alert.BatchId,
                Partition = alert.Partition,
                Offset = alert.Offset,
            }),
        ],
    };
}
