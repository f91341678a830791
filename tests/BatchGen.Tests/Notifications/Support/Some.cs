using BatchGen.Runtime;

namespace BatchGen.Tests.Notifications;

/// <summary>Alerts and jobs as tests need them.</summary>
internal static class Some
{
    public static DateTimeOffset Night { get; } = new(2026, 3, 14, 2, 59, 58, TimeSpan.Zero);

    public static Guid Batch { get; } = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb");

    public static Alert DeadLetter(long offset = 17, string topic = "people.person.v1", string why = "exhausted after 5 attempts: no such planet") => new()
    {
        Kind = AlertKind.DeadLettered,
        Job = "people",
        Place = topic,
        What = $"a record of {topic} went to {topic}.dlq",
        Why = why,
        NextStep = $"batchgen dlq list --topic {topic}.dlq",
        BatchId = Batch,
        Partition = 3,
        Offset = offset,
        At = Night,
    };

    public static Alert Held(int partition = 0, string topic = "people.person.v1") => new()
    {
        Kind = AlertKind.PartitionHeld,
        Job = "people",
        Place = topic,
        What = $"{topic}[{partition}] stands at offset 7",
        Why = "neither the dead-letter topic nor the fallback store takes the record (poison)",
        NextStep = "make it work again",
        Partition = partition,
        Offset = 7,
        At = Night,
    };

    public static JobDescriptor Job(params string[] channels) => new("people", typeof(object)) { Fallback = new("file:unused", channels), Stages = [] };

    public static AlertNotification Notification(Alert alert, long count = 1, bool isResolved = false, Alert? last = null) => new()
    {
        Job = alert.Job,
        Kind = alert.Kind,
        Place = alert.Place,
        Count = count,
        First = alert,
        Last = last ?? alert,
        Examples = count == 0 ? [] : last is null ? [alert] : [alert, last],
        IsResolved = isResolved,
        Environment = "prod",
        Host = "batch-7",
        At = Night,
    };
}
