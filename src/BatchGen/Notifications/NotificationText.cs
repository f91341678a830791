using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BatchGen.Notifications;

/// <summary>The words of notifications, written for a person who is woken by them.</summary>
internal static class NotificationText
{
    private const int MaxTitle = 200;
    private const int MaxReason = 300;
    private const int MaxKey = 255;

    public static string Title(AlertNotification notification)
    {
        string what = notification switch
        {
            { IsResolved: true, Count: > 0 } => $"{notification.Place} stood and goes on again",
            { IsResolved: true } => $"{notification.Place} goes on again",
            { Count: 1 } => notification.First.What,
            _ => string.Create(CultureInfo.InvariantCulture, $"{notification.Count:N0} {Many(notification.Kind)} {notification.Place}"),
        };
        return OneLine($"{notification.Job}: {what}", MaxTitle);
    }

    public static string Text(AlertNotification notification)
    {
        StringBuilder text = new();
        text.Append(notification.Title).Append('\n');
        if (notification.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"When: {TimeRange(notification)}\n");
            foreach ((string label, string reason) in Reasons(notification))
            {
                text.Append(CultureInfo.InvariantCulture, $"{label}: {reason}\n");
            }

            foreach (Alert example in notification.Examples)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {Example(example)}\n");
            }
        }

        if (NextStep(notification) is { } next)
        {
            text.Append(CultureInfo.InvariantCulture, $"Next: {next}\n");
        }

        return text.Append(Origin(notification)).Append('\n').ToString();
    }

    /// <summary>Who says so.</summary>
    public static string Origin(AlertNotification notification) => $"environment {notification.Environment}, host {notification.Host}";

    public static string? NextStep(AlertNotification notification) =>
        notification is { IsResolved: false, Last.NextStep: { } next } ? OneLine(next, 500) : null;

    public static string TimeRange(AlertNotification notification)
    {
        string first = Time(notification.First.At);
        string last = Time(notification.Last.At);
        return first == last ? first : $"{first} to {last}";
    }

    /// <summary>Why: one reason, or the first and the last where they differ.</summary>
    public static IEnumerable<(string Label, string Reason)> Reasons(AlertNotification notification)
    {
        string first = OneLine(notification.First.Why, MaxReason);
        string last = OneLine(notification.Last.Why, MaxReason);
        return notification.Kind == AlertKind.RunCompleted ? [("Counts", first)] : first == last ? [("Why", first)] : [("First reason", first), ("Last reason", last)];
    }

    /// <summary>One alert in a line: where exactly, which batch.</summary>
    public static string Example(Alert alert)
    {
        string record = alert is { Partition: { } partition, Offset: { } offset } ? $"[{partition}]@{offset}" : "";
        string batch = alert.BatchId is { } id ? $", batch {id}" : "";
        return OneLine($"{Time(alert.At)} {alert.Place}{record}{batch}: {alert.Why}", MaxReason);
    }

    public static string Name(AlertKind kind) => kind switch
    {
        AlertKind.DeadLettered => "dead_lettered",
        AlertKind.Fallback => "fallback",
        AlertKind.PartitionHeld => "partition_held",
        AlertKind.RunFailed => "run_failed",
        AlertKind.StoreAway => "store_away",
        AlertKind.RunCompleted => "run_completed",
        _ => "not_compensated",
    };

    public static string DeduplicationKey(AlertNotification notification) =>
        DeduplicationKey(notification.Environment, notification.Job, notification.Kind, notification.Place);

    public static string DeduplicationKey(string environment, string job, AlertKind kind, string place)
    {
        string key = $"batchgen/{environment}/{job}/{Name(kind)}/{place}";
        return key.Length <= MaxKey ? key : $"{key[..100]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }

    /// <summary>The text without line breaks and other control characters, cut to a length.</summary>
    public static string OneLine(string text, int max)
    {
        StringBuilder line = new(Math.Min(text.Length, max));
        foreach (char c in text)
        {
            if (line.Length == max)
            {
                // Half of a pair would be no character.
                line.Length -= char.IsHighSurrogate(line[max - 2]) ? 2 : 1;
                return line.Append('…').ToString();
            }

            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString();
    }

    private static string Many(AlertKind kind) => kind switch
    {
        AlertKind.DeadLettered => "records are dead letters of",
        AlertKind.Fallback => "alerts about records in the fallback store, from",
        AlertKind.PartitionHeld => "partitions stand, of",
        AlertKind.RunFailed => "runs failed in",
        AlertKind.StoreAway => "times not taken by",
        AlertKind.RunCompleted => "runs completed of",
        _ => "batches were not made good by",
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
