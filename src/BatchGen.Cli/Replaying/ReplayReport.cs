namespace BatchGen.Cli.Replaying;

/// <summary>What a replay did, or would do.</summary>
internal sealed class ReplayReport
{
    /// <summary>How many reasons are kept for people; the others are only counted.</summary>
    private const int MaxNamed = 20;

    private readonly SortedDictionary<string, ReplayTarget> _targets = new(StringComparer.Ordinal);
    private readonly List<ReplayNote> _skipped = [];
    private readonly List<ReplayNote> _failed = [];
    private bool _mayBeTaken;

    /// <summary>By topic, what was sent, or would be.</summary>
    public IReadOnlyCollection<ReplayTarget> Targets => _targets.Values;

    /// <summary>How many were sent, or would be.</summary>
    public long Sent => _targets.Values.Sum(target => target.Records);

    /// <summary>How many were sent by earlier replays.</summary>
    public long SentBefore { get; set; }

    /// <summary>How many of an interrupted replay were found at the broker.</summary>
    public long Recovered { get; set; }

    /// <summary>How many an interrupted replay has left to be looked up; only in a dry run.</summary>
    public long ToLookUp { get; set; }

    /// <summary>How many cannot be replayed.</summary>
    public long SkippedCount { get; private set; }

    /// <summary>The first of those, with the reason.</summary>
    public IReadOnlyList<ReplayNote> Skipped => _skipped;

    /// <summary>How many were not taken, or may not have been.</summary>
    public long FailedCount { get; private set; }

    /// <summary>The first of those, with the reason.</summary>
    public IReadOnlyList<ReplayNote> Failed => _failed;

    /// <summary>Whether the broker will never take any of those that failed, so that running again changes nothing.</summary>
    public bool FailedForGood => FailedCount > 0 && !_mayBeTaken;

    /// <summary>Whether it was stopped before it was done.</summary>
    public bool IsInterrupted { get; set; }

    public void CountSent(ReplayItem item)
    {
        if (!_targets.TryGetValue(item.Topic, out ReplayTarget? target))
        {
            _targets.Add(item.Topic, target = new ReplayTarget(item.Topic));
        }

        target.Records++;
        target.Bytes += item.Record.Size;
    }

    public void CountSkipped(string name, string reason)
    {
        SkippedCount++;
        Keep(_skipped, new ReplayNote(name, reason));
    }

    public void CountFailed(SendFailure failure)
    {
        FailedCount++;
        _mayBeTaken |= !failure.IsPermanent;
        Keep(_failed, new ReplayNote(failure.Item.Name, failure.Error.Reason));
    }

    private static void Keep(List<ReplayNote> notes, ReplayNote note)
    {
        if (notes.Count < MaxNamed)
        {
            notes.Add(note);
        }
    }
}

/// <summary>What goes to one topic.</summary>
internal sealed class ReplayTarget(string topic)
{
    public string Topic => topic;

    public long Records { get; set; }

    /// <summary>Of keys, values and headers.</summary>
    public long Bytes { get; set; }
}

/// <summary>Why a record was left.</summary>
internal sealed record ReplayNote(string Name, string Reason);
