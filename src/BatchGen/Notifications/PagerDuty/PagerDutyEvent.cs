namespace BatchGen.Notifications;

/// <summary>An event of PagerDuty's Events API v2.</summary>
internal sealed record PagerDutyEvent(string RoutingKey, string EventAction, string DedupKey)
{
    public string? Client { get; init; }

    public PagerDutyPayload? Payload { get; init; }
}

internal sealed record PagerDutyPayload(string Summary, string Source, string Severity)
{
    public required string Timestamp { get; init; }

    public required string Component { get; init; }

    public required string Group { get; init; }

    public required string Class { get; init; }

    public required PagerDutyDetails CustomDetails { get; init; }
}

internal sealed record PagerDutyDetails
{
    public required long Count { get; init; }

    public required string When { get; init; }

    public required string FirstReason { get; init; }

    public required string LastReason { get; init; }

    public required IReadOnlyList<string> Examples { get; init; }

    public string? NextStep { get; init; }

    public required string Environment { get; init; }

    public required string Host { get; init; }
}
