namespace BatchGen.Notifications;

/// <summary>The alerts of one key that were not sent yet. Its state belongs to <see cref="AlertGroups"/>.</summary>
internal sealed class AlertGroup(AlertKey key)
{
    private const int MaxExamples = 3;
    private readonly List<Alert> _examples = [];

    public AlertKey Key => key;

    /// <summary>Alerts that were not taken to be sent.</summary>
    public long Count { get; private set; }

    public Alert? First { get; private set; }

    public Alert? Last { get; private set; }

    /// <summary>When the alerts are due; meaningful while there are any.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>Before then no further notification of alerts is sent.</summary>
    public TimeSpan NotBefore { get; set; }

    /// <summary>How many partitions stand.</summary>
    public int Standing { get; set; }

    /// <summary>Whether the channel was told, and not yet that it is over.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether all that stood goes on, which the channel was not told yet.</summary>
    public bool IsResolved { get; set; }

    /// <summary>Whether a notification is being sent.</summary>
    public bool IsTaken { get; set; }

    public bool HasWork => Count > 0 || (IsResolved && IsOpen);

    /// <summary>That something is over is said at once, where the channel was told that it began.</summary>
    public TimeSpan DueNow => IsResolved && IsOpen ? TimeSpan.Zero : Due;

    public void Add(Alert alert)
    {
        if (Count == 0)
        {
            First = alert;
            _examples.Clear();
        }

        Count++;
        Last = alert;
        if (_examples.Count < MaxExamples && _examples.TrueForAll(example => example.Why != alert.Why))
        {
            _examples.Add(alert);
        }
    }

    public TakenAlerts Take()
    {
        TakenAlerts taken = new(this, Count, First!, Last!, [.. Count > 0 ? _examples : []], IsResolved, IsOpen);
        Count = 0;
        IsTaken = true;
        IsOpen = !IsResolved;
        IsResolved = false;
        return taken;
    }

    /// <summary>Puts back what was not sent, before what has come since.</summary>
    public void Return(TakenAlerts taken)
    {
        bool isNews = Count > 0;
        if (taken.Count > 0)
        {
            _examples.InsertRange(0, isNews ? taken.Examples.Where(example => _examples.TrueForAll(other => other.Why != example.Why)) : []);
            if (!isNews)
            {
                _examples.Clear();
                _examples.AddRange(taken.Examples);
            }

            _examples.RemoveRange(Math.Min(MaxExamples, _examples.Count), Math.Max(0, _examples.Count - MaxExamples));
            First = taken.First;
            Last = isNews ? Last : taken.Last;
            Count += taken.Count;
        }

        IsOpen = taken.WasOpen;
        IsResolved |= taken.IsResolved && !isNews;
    }
}

/// <summary>Alerts of one group that are being sent.</summary>
internal sealed record TakenAlerts(
    AlertGroup Group, long Count, Alert First, Alert Last, IReadOnlyList<Alert> Examples, bool IsResolved, bool WasOpen);
