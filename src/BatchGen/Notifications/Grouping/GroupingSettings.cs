namespace BatchGen.Notifications;

/// <summary>How alerts are summed up, for each channel of its own.</summary>
internal sealed record GroupingSettings
{
    /// <summary>How long the first alert of a group waits for others: a burst is one notification.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The shortest time between two notifications of one group.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The most attempts to send in any minute.</summary>
    public int MaxPerMinute { get; init; } = 20;

    /// <summary>The most groups that are kept apart; alerts of further places are summed up by job and kind.</summary>
    public int MaxGroups { get; init; } = 500;
}
