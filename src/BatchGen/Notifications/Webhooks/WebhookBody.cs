namespace BatchGen.Notifications;

/// <summary>What <c>webhook:NAME</c> posts; documented in <c>docs/notifications.md</c>, new members may be added.</summary>
internal sealed record WebhookBody
{
    public required string Id { get; init; }

    /// <summary><c>firing</c>, <c>resolved</c> or <c>completed</c>.</summary>
    public required string Status { get; init; }

    public required string Severity { get; init; }

    public required string Environment { get; init; }

    public required string Host { get; init; }

    public required string Job { get; init; }

    public required string Kind { get; init; }

    public required string Place { get; init; }

    public required string DedupKey { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required long Count { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public string? NextStep { get; init; }

    public required IReadOnlyList<WebhookExample> Examples { get; init; }
}

internal sealed record WebhookExample(DateTimeOffset At, string What, string Why)
{
    public Guid? BatchId { get; init; }

    public int? Partition { get; init; }

    public long? Offset { get; init; }
}
