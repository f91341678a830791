using BatchGen.Notifications;

namespace BatchGen;

/// <summary>How bad it is.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know; nobody has to do anything.</summary>
    Info = -1,

    /// <summary>Records or runs need a person; others go on.</summary>
    Error = 0,

    /// <summary>Something stands, or may be lost when it goes on like this.</summary>
    Critical,
}

/// <summary>What a channel sends: all alerts of one job, kind and place since the last notification about them.</summary>
public sealed record AlertNotification
{
    /// <summary>The job.</summary>
    public required string Job { get; init; }

    /// <summary>What kind of thing happened.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>Where: a topic, a stage, a store.</summary>
    public required string Place { get; init; }

    /// <summary>Whether it is over: what stood goes on.</summary>
    public bool IsResolved { get; init; }

    /// <summary>How many alerts this stands for; 0 when it only says that it is over.</summary>
    public required long Count { get; init; }

    /// <summary>The first of them; of those before when <see cref="Count"/> is 0.</summary>
    public required Alert First { get; init; }

    /// <summary>The last of them.</summary>
    public required Alert Last { get; init; }

    /// <summary>At most three of them, with different reasons where there are.</summary>
    public IReadOnlyList<Alert> Examples { get; init; } = [];

    /// <summary><c>Batch:Environment</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The machine.</summary>
    public required string Host { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How bad it is.</summary>
    public AlertSeverity Severity => Kind switch
    {
        AlertKind.PartitionHeld or AlertKind.StoreAway => AlertSeverity.Critical,
        AlertKind.RunCompleted => AlertSeverity.Info,
        _ => AlertSeverity.Error,
    };

    /// <summary>
    /// Of <see cref="AlertKind.RunCompleted"/>: the <see cref="DeduplicationKey"/> of the failed run that this one has made good; else null.
    /// </summary>
    public string? ResolvedKey { get; init; }

    /// <summary>The same for all notifications of one environment, job, kind and place; at most 255 characters.</summary>
    public string DeduplicationKey => NotificationText.DeduplicationKey(this);

    /// <summary>What happened, one line of at most 200 characters.</summary>
    public string Title => NotificationText.Title(this);

    /// <summary>Everything, as plain text of some lines.</summary>
    public string Text => NotificationText.Text(this);
}
