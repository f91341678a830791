namespace BatchGen.Notifications;

/// <summary>How a channel is used.</summary>
internal sealed record ChannelSettings
{
    public GroupingSettings Grouping { get; init; } = new();

    /// <summary><c>Batch:Environment</c>.</summary>
    public string Environment { get; init; } = "local";

    public string Host { get; init; } = System.Environment.MachineName;

    /// <summary>Whether runs that came through are told.</summary>
    public bool TellsCompleted { get; init; } = true;

    /// <summary>How long one attempt to send may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait after the first failure; it doubles with each further one.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest that a channel may ask to be left alone.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the end of the process waits for the last summaries.</summary>
    public TimeSpan FlushLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most notifications that the end of the process sends on one channel.</summary>
    public int MaxFlushed { get; init; } = 20;
}
