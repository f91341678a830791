namespace BatchGen.Notifications;

/// <summary>
/// Sums up the alerts of one channel and says when which are due: the first of a group after a short window, further ones at intervals,
/// all of them within a cap per minute. No alert is dropped here and none is counted twice; memory is bounded by the number of groups.
/// </summary>
/// <remarks>Ownership: no thread of its own and no lock; its <see cref="ChannelWorker"/> calls it under one. Times are since its start.</remarks>
internal sealed class AlertGroups(GroupingSettings settings)
{
    public const string OtherPlaces = "other places";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Dictionary<AlertKey, AlertGroup> _groups = [];
    private readonly Queue<TimeSpan> _attempts = new();

    /// <summary>Alerts that are waiting, those being sent not counted.</summary>
    public long Pending => _groups.Values.Sum(static group => group.Count);

    public int Count => _groups.Count;

    /// <returns>Whether it is the first that waits in its group: when the next is due may have changed.</returns>
    public bool Add(Alert alert, TimeSpan now)
    {
        AlertGroup group = GroupOf(new AlertKey(alert.Job, alert.Kind, alert.Place), now);
        bool isFirst = group.Count == 0;
        if (isFirst)
        {
            group.Due = Max(now + settings.Window, group.NotBefore);
        }

        group.Add(alert);
        group.IsResolved = false;
        group.Standing += alert.Kind == AlertKind.PartitionHeld ? 1 : 0;
        return isFirst;
    }

    /// <summary>One partition does not stand any more, or is not known here any more.</summary>
    public void Release(AlertKey key, bool goesOn)
    {
        if (!_groups.TryGetValue(key, out AlertGroup? group) && !_groups.TryGetValue(key with { Place = OtherPlaces }, out group))
        {
            return;
        }

        group.Standing = Math.Max(0, group.Standing - 1);
        if (goesOn && group.Standing == 0)
        {
            group.IsResolved = group.IsOpen || group.Count > 0;
        }
    }

    /// <summary>When something is due; null when nothing waits.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        TimeSpan? due = null;
        foreach (AlertGroup group in _groups.Values)
        {
            if (group is { HasWork: true, IsTaken: false } && (due is null || group.DueNow < due))
            {
                due = group.DueNow;
            }
        }

        return due is { } first ? Max(first, FreeAt(now)) : null;
    }

    /// <summary>Takes what is due, the worst first; with <paramref name="isLast"/> whatever waits, because there is no later.</summary>
    public TakenAlerts? Take(TimeSpan now, bool isLast = false)
    {
        if (!isLast && FreeAt(now) > now)
        {
            return null;
        }

        AlertGroup? next = null;
        foreach (AlertGroup group in _groups.Values)
        {
            if (group is { HasWork: true, IsTaken: false } && (isLast || group.DueNow <= now) && (next is null || IsBefore(group, next)))
            {
                next = group;
            }
        }

        if (next is null)
        {
            return null;
        }

        _attempts.Enqueue(now);
        return next.Take();
    }

    /// <summary>They were sent.</summary>
    public void Sent(TakenAlerts taken, TimeSpan now)
    {
        AlertGroup group = taken.Group;
        group.IsTaken = false;
        if (!(taken.IsResolved && taken.WasOpen))
        {
            group.NotBefore = now + settings.Interval;
            group.Due = Max(group.Due, group.NotBefore);
        }
    }

    /// <summary>They were not sent: they wait again.</summary>
    public static void Return(TakenAlerts taken, TimeSpan now)
    {
        taken.Group.IsTaken = false;
        taken.Group.Return(taken);
        taken.Group.Due = Max(now, taken.Group.NotBefore);
    }

    private static bool IsBefore(AlertGroup a, AlertGroup b)
    {
        bool isWorse = a.Key.Kind is AlertKind.PartitionHeld or AlertKind.StoreAway;
        bool isOtherWorse = b.Key.Kind is AlertKind.PartitionHeld or AlertKind.StoreAway;
        return isWorse != isOtherWorse ? isWorse : a.DueNow < b.DueNow;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>When the cap per minute lets the next one through.</summary>
    private TimeSpan FreeAt(TimeSpan now)
    {
        while (_attempts.TryPeek(out TimeSpan oldest) && oldest + Minute <= now)
        {
            _attempts.Dequeue();
        }

        return _attempts.Count < settings.MaxPerMinute ? TimeSpan.Zero : _attempts.Peek() + Minute;
    }

    private AlertGroup GroupOf(AlertKey key, TimeSpan now)
    {
        if (_groups.TryGetValue(key, out AlertGroup? group))
        {
            return group;
        }

        if (_groups.Count >= settings.MaxGroups)
        {
            RemoveIdle(now);
        }

        if (_groups.Count >= settings.MaxGroups)
        {
            key = key with { Place = OtherPlaces };
            if (_groups.TryGetValue(key, out group))
            {
                return group;
            }
        }

        group = new AlertGroup(key);
        _groups.Add(key, group);
        return group;
    }

    private void RemoveIdle(TimeSpan now)
    {
        foreach (AlertGroup group in _groups.Values)
        {
            if (group is { HasWork: false, IsTaken: false, Standing: 0 } && group.NotBefore <= now)
            {
                _groups.Remove(group.Key);
            }
        }
    }
}
